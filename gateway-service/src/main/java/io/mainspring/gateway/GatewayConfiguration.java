package io.mainspring.gateway;

import io.mainspring.contracts.Owner;
import io.mainspring.contracts.Topic;
import io.mainspring.gateway.Readiness.Precondition;
import io.mainspring.gateway.admission.Admissions;
import io.mainspring.gateway.admission.ReachedProfiles;
import io.mainspring.gateway.broker.DeliveriesReading;
import io.mainspring.gateway.broker.GatewayPartition;
import io.mainspring.gateway.broker.GatewayProducer;
import io.mainspring.gateway.broker.TopicReader;
import io.mainspring.gateway.connection.ConnectionSettings;
import io.mainspring.gateway.connection.Connections;
import io.mainspring.gateway.connection.ConnectionsReading;
import io.mainspring.gateway.handshake.Handshake;
import io.mainspring.gateway.listener.Door;
import io.mainspring.gateway.listener.ListenerSettings;
import io.mainspring.gateway.listener.ListenerTransport;
import io.mainspring.gateway.listener.OcppListener;
import io.mainspring.gateway.listener.Peers;
import io.mainspring.gateway.listener.TrustedProxies;
import io.mainspring.gateway.pipe.DroppedDelivery;
import io.mainspring.gateway.pipe.PipeClock;
import io.mainspring.gateway.pipe.PipeSettings;
import io.mainspring.gateway.pipe.Pipes;
import io.mainspring.gateway.tls.TlsMaterial;
import io.mainspring.gateway.tls.TlsSettings;
import io.mainspring.gateway.tls.TlsTransport;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the parts together; each of them says what it needs in its constructor. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewayProperties.class)
class GatewayConfiguration {

    private static final PipeClock CLOCK = PipeClock.SYSTEM;

    @Bean
    Readiness gatewayHealthIndicator() {
        return new Readiness();
    }

    @Bean
    GatewayMeters gatewayMeters(MeterRegistry registry) {
        return new GatewayMeters(registry);
    }

    @Bean
    KafkaClients kafkaClients(KafkaProperties kafka, GatewayProperties properties) {
        return new KafkaClients(kafka, properties.instance());
    }

    @Bean
    GatewayProducer gatewayProducer(KafkaClients kafka, GatewayProperties properties) {
        return new GatewayProducer(kafka.producer(properties.responseTimeout()), writtenTopics());
    }

    /** The partition's number is known as soon as its topic is; sockets come later. */
    @Bean
    GatewayPartition gatewayPartition(GatewayProperties properties) {
        return new GatewayPartition(properties.instance());
    }

    @Bean
    Connections connections(
            GatewayProducer producer,
            GatewayProperties properties,
            GatewayMeters meters,
            GatewayPartition partition) {
        var limits = properties.limits();
        var pipes =
                new Pipes(
                        new PipeSettings(
                                properties.responseTimeout(),
                                limits.waitingCalls(),
                                limits.waitingSize().toBytes(),
                                limits.unreadableFrames(),
                                properties.triggerWindow(),
                                properties.disabled()),
                        CLOCK,
                        new MessageIds(CLOCK),
                        meters,
                        partition);
        var connections =
                new Connections(
                        producer,
                        pipes,
                        new ConnectionSettings(
                                properties.instance(),
                                (int) limits.frameSize().toBytes(),
                                limits.framesPerSecond(),
                                limits.frameBurst(),
                                properties.pingInterval(),
                                properties.keyGrace()));
        meters.watchConnections(connections::open);
        return connections;
    }

    @Bean
    ReachedProfiles reachedProfiles() {
        return new ReachedProfiles();
    }

    @Bean
    Admissions admissions(ReachedProfiles reached, Connections connections, Readiness readiness) {
        return new Admissions(
                reached, connections, () -> readiness.fulfilled(Precondition.ADMISSIONS));
    }

    @Bean(initMethod = "start")
    TopicReader admissionsReader(KafkaClients kafka, Admissions admissions) {
        return new TopicReader(() -> kafka.consumer("admissions"), admissions);
    }

    @Bean(initMethod = "start")
    TopicReader connectionsReader(
            KafkaClients kafka,
            Connections connections,
            ReachedProfiles reached,
            Readiness readiness) {
        return new TopicReader(
                () -> kafka.consumer("connections"),
                new ConnectionsReading(
                        connections, reached, () -> readiness.fulfilled(Precondition.CONNECTIONS)));
    }

    @Bean(initMethod = "start")
    TopicReader deliveriesReader(
            KafkaClients kafka,
            Connections connections,
            GatewayPartition partition,
            GatewayMeters meters,
            Readiness readiness) {
        return new TopicReader(
                () -> kafka.consumer("deliveries"),
                new DeliveriesReading(
                        partition,
                        connections::deliver,
                        () -> meters.dropped(DroppedDelivery.UNREADABLE),
                        () -> readiness.fulfilled(Precondition.DELIVERIES)));
    }

    @Bean
    TlsSettings tlsSettings(GatewayProperties properties) {
        return properties.tls().settings(properties.handshakeTimeout());
    }

    @Bean
    TlsMaterial tlsMaterial(TlsSettings settings, GatewayMeters meters, Connections connections) {
        return new TlsMaterial(settings, meters, InstantSource.system(), connections::revoked);
    }

    @Bean
    TlsHealth tlsHealthIndicator(TlsMaterial material) {
        return new TlsHealth(material);
    }

    @Bean
    OcppListener ocppListener(
            GatewayProperties properties,
            TlsSettings tls,
            TlsMaterial material,
            Admissions admissions,
            ReachedProfiles reached,
            Connections connections,
            GatewayMeters meters,
            Readiness readiness) {
        var limits = properties.limits();
        return new OcppListener(
                new ListenerSettings(
                        properties.bindAddress(),
                        properties.eventLoopThreads(),
                        limits.handshakesPerSecond(),
                        limits.connections(),
                        (int) limits.frameSize().toBytes(),
                        properties.handshakeTimeout(),
                        properties.drainTimeout()),
                doors(properties, tls, material, meters),
                new Peers(
                        new TrustedProxies(
                                properties.proxies().ranges(),
                                properties.proxies().certificateHeader()),
                        material.checksClients() ? material::check : null,
                        properties.handshakeTimeout()),
                new Handshake(
                        properties.path(),
                        admissions::of,
                        properties.unknownChargePoints(),
                        properties.subprotocolMismatch(),
                        properties.tls().clients().organization()),
                reached,
                connections,
                readiness::isReady,
                meters);
    }

    private static List<Door> doors(
            GatewayProperties properties,
            TlsSettings tls,
            TlsMaterial material,
            GatewayMeters meters) {
        var doors = new ArrayList<Door>();
        if (properties.plain()) {
            doors.add(new Door(ListenerTransport.PLAIN, properties.port()));
        }
        if (material.servesTls()) {
            var transport = new TlsTransport(material, tls, meters, InstantSource.system());
            doors.add(new Door(transport, properties.tls().port()));
        }
        return doors;
    }

    private static List<Topic> writtenTopics() {
        var topics = new ArrayList<>(List.of(Topic.CONNECTIONS, Topic.RESULTS));
        for (var owner : Owner.values()) {
            topics.add(Topic.requests(owner));
        }
        topics.add(Topic.requests(Owner.TRANSACTION).deadLetters());
        return topics;
    }
}
