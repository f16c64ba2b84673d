package io.mainspring.gateway;

import static org.awaitility.Awaitility.await;

import io.mainspring.gateway.listener.OcppListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway of its own Spring context, as the standalone and Kubernetes start it. */
final class TestGateway implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private TestGateway(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Started and ready. */
    static TestGateway start(String bootstrapServers, String instance, String... properties) {
        var gateway = startUnready(bootstrapServers, instance, properties);
        await().atMost(Duration.ofSeconds(30)).until(gateway::isReady);
        return gateway;
    }

    static TestGateway startUnready(
            String bootstrapServers, String instance, String... properties) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                                "--mainspring.kafka.partitions=4",
                                "--mainspring.kafka.delivery-partitions=4",
                                "--mainspring.gateway.instance=" + instance,
                                "--mainspring.gateway.port=0",
                                "--management.metrics.use-global-registry=false"));
        for (var property : properties) {
            arguments.add("--" + property);
        }
        return new TestGateway(
                new SpringApplicationBuilder(GatewayServiceApplication.class)
                        .properties("spring.config.name=gateway-service")
                        .web(WebApplicationType.NONE)
                        .registerShutdownHook(false)
                        .run(arguments.toArray(String[]::new)));
    }

    int port() {
        return context.getBean(OcppListener.class).port();
    }

    boolean isReady() {
        return context.getBean(Readiness.class).isReady();
    }

    /** A charge point that is let in; its admission must have been published, not more. */
    TestSocket connect(String identity) {
        var sockets = new ArrayList<TestSocket>();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> {
                    sockets.add(TestSocket.connect(port(), identity));
                    return sockets.getLast().status() == 101;
                });
        return sockets.getLast();
    }

    double count(String meter, String tag, String value) {
        return context.getBean(MeterRegistry.class).get(meter).tag(tag, value).counter().count();
    }

    double openConnections() {
        return context.getBean(MeterRegistry.class).get("ocpp.connections").gauge().value();
    }

    @Override
    public void close() {
        context.close();
    }
}
