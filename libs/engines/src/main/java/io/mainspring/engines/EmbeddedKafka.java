package io.mainspring.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * One Kafka broker and controller (KRaft) in this JVM, with its data in a directory that outlives
 * it. Plain text, no authentication: it listens on the given address only.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Formats the directory if it is new and starts the broker; returns when it serves.
     *
     * @param port 0 takes a free one
     * @throws UncheckedIOException if the directory cannot be written
     */
    public static EmbeddedKafka start(Path directory, String bindAddress, int port) {
        int brokerPort = port == 0 ? Ports.free(bindAddress) : port;
        var address = bindAddress + ":" + brokerPort;
        try {
            var logs = Files.createDirectories(directory).resolve("log");
            var settings = settings(logs, address, "127.0.0.1:" + Ports.free("127.0.0.1"));
            if (!Files.exists(logs.resolve("meta.properties"))) {
                format(directory, settings);
            }
            var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
            server.startup();
            return new EmbeddedKafka(server, address);
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka cannot use " + directory, e);
        }
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static Properties settings(Path logs, String brokerAddress, String controllerAddress) {
        var p = new Properties();
        p.put("process.roles", "broker,controller");
        p.put("node.id", "1");
        p.put("controller.quorum.voters", "1@" + controllerAddress);
        p.put("controller.listener.names", "CONTROLLER");
        p.put("inter.broker.listener.name", "PLAINTEXT");
        p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.put("listeners", "PLAINTEXT://" + brokerAddress + ",CONTROLLER://" + controllerAddress);
        p.put("advertised.listeners", "PLAINTEXT://" + brokerAddress);
        p.put("log.dirs", logs.toString());
        p.put("auto.create.topics.enable", "false");
        p.put("offsets.topic.num.partitions", "4");
        p.put("offsets.topic.replication.factor", "1");
        p.put("transaction.state.log.num.partitions", "4");
        p.put("transaction.state.log.replication.factor", "1");
        p.put("transaction.state.log.min.isr", "1");
        p.put("share.coordinator.state.topic.num.partitions", "1");
        p.put("share.coordinator.state.topic.replication.factor", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        p.put("group.initial.rebalance.delay.ms", "0");
        p.put("log.cleaner.dedupe.buffer.size", "2097152");
        p.put("num.recovery.threads.per.data.dir", "2");
        // After a kill -9 the broker is its own stale predecessor until this session is over.
        p.put("broker.session.timeout.ms", "5000");
        p.put("broker.heartbeat.interval.ms", "1000");
        p.put("num.network.threads", "2");
        p.put("num.io.threads", "4");
        return p;
    }

    private static void format(Path directory, Properties settings) throws IOException {
        var file = Files.createTempFile(directory, "format", ".properties");
        try (var out = Files.newBufferedWriter(file)) {
            settings.store(out, null);
        }
        var said = new ByteArrayOutputStream();
        int exit =
                StorageTool.execute(
                        new String[] {
                            "format",
                            "-t",
                            Uuid.randomUuid().toString(),
                            "-c",
                            file.toString(),
                            "--ignore-formatted",
                            // Version 2 lets a new producer's second batch overtake its first one,
                            // and logs an ERROR for what it then mends by itself.
                            "--feature",
                            "transaction.version=1"
                        },
                        new PrintStream(said, true, UTF_8));
        Files.delete(file);
        if (exit != 0) {
            throw new IOException("formatting " + directory + " failed: " + said.toString(UTF_8));
        }
    }
}
