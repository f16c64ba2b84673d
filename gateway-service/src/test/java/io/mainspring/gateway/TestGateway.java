package io.mainspring.gateway;

import static org.awaitility.Awaitility.await;

import io.mainspring.gateway.listener.OcppListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
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

    /** Started, whether it is ready or not. */
    static TestGateway startUnready(
            String bootstrapServers, String instance, String... properties) {
        return start(WebApplicationType.NONE, bootstrapServers, instance, properties);
    }

    /** Started with its management port, whether it is ready or not. */
    static TestGateway startWithHttp(
            String bootstrapServers, String instance, String... properties) {
        return start(WebApplicationType.REACTIVE, bootstrapServers, instance, properties);
    }

    private static TestGateway start(
            WebApplicationType type,
            String bootstrapServers,
            String instance,
            String... properties) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                                "--mainspring.kafka.partitions=4",
                                "--mainspring.kafka.delivery-partitions=4",
                                "--mainspring.gateway.instance=" + instance,
                                "--mainspring.gateway.port=0",
                                "--mainspring.gateway.tls.port=0",
                                "--server.port=0",
                                "--management.metrics.use-global-registry=false"));
        for (var property : properties) {
            arguments.add("--" + property);
        }
        return new TestGateway(
                new SpringApplicationBuilder(GatewayServiceApplication.class)
                        .properties("spring.config.name=gateway-service")
                        .web(type)
                        .registerShutdownHook(false)
                        .run(arguments.toArray(String[]::new)));
    }

    int port() {
        return context.getBean(OcppListener.class).port();
    }

    int tlsPort() {
        return context.getBean(OcppListener.class).tlsPort();
    }

    boolean listensPlain() {
        return context.getBean(OcppListener.class).listens(false);
    }

    Health tlsHealth() {
        return context.getBean(TlsHealth.class).health();
    }

    /** How long the certificate of that algorithm lives on, as operators see it. */
    double secondsToExpiry(String algorithm) {
        return context.getBean(MeterRegistry.class)
                .get("ocpp.tls.certificate.expiry")
                .tag("algorithm", algorithm)
                .gauge()
                .value();
    }

    double gauge(String meter) {
        return context.getBean(MeterRegistry.class).get(meter).gauge().value();
    }

    /** What is told about certificates and lists; "null" if all is well. */
    String tlsProblem() {
        return String.valueOf(tlsHealth().getDetails().get("problem"));
    }

    /** The status of a management address. */
    int httpStatus(String path) {
        var port = context.getEnvironment().getProperty("local.server.port", Integer.class, 0);
        try (var response =
                TestSocket.request(
                        port,
                        "GET "
                                + path
                                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
            return response.status();
        }
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

    /** The same, 0 if it has not happened yet. */
    double countSoFar(String meter, String tag, String value) {
        var counter = context.getBean(MeterRegistry.class).find(meter).tag(tag, value).counter();
        return counter == null ? 0 : counter.count();
    }

    double openConnections() {
        return context.getBean(MeterRegistry.class).get("ocpp.connections").gauge().value();
    }

    @Override
    public void close() {
        context.close();
    }
}
