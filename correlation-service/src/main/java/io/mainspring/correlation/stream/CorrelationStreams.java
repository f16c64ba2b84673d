package io.mainspring.correlation.stream;

import io.mainspring.contracts.Topic;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The running topology. */
final class CorrelationStreams implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CorrelationStreams.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Topology topology;
    private final Properties properties;
    private final Map<String, Object> admin;
    private volatile @Nullable KafkaStreams streams;

    CorrelationStreams(Topology topology, Properties properties, Map<String, Object> admin) {
        this.topology = topology;
        this.properties = properties;
        this.admin = admin;
    }

    /**
     * @throws IllegalStateException if the topics that must be co-partitioned are not, or cannot be
     *     asked about
     */
    @Override
    public void start() {
        requireCoPartitioning();
        var started = new KafkaStreams(topology, properties);
        started.setUncaughtExceptionHandler(failure -> {
            log.error("stream thread failed and is replaced", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        started.start();
        streams = started;
    }

    /** Leaves the group, so another instance takes over at once, unless membership is static. */
    @Override
    public void stop() {
        var running = streams;
        streams = null;
        if (running != null) {
            var membership =
                    properties.containsKey(
                                    StreamsConfig.mainConsumerPrefix(
                                            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG))
                            ? GroupMembershipOperation.REMAIN_IN_GROUP
                            : GroupMembershipOperation.LEAVE_GROUP;
            if (!running.close(
                    CloseOptions.groupMembershipOperation(membership).withTimeout(PATIENCE))) {
                log.warn("stream threads did not stop within {}", PATIENCE);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return streams != null;
    }

    KafkaStreams.State state() {
        var running = streams;
        return running == null ? KafkaStreams.State.NOT_RUNNING : running.state();
    }

    /** With unequal partitions, answers would silently never meet their calls. */
    private void requireCoPartitioning() {
        var names = List.of(Topic.CALLS.name(), Topic.RESULTS.name(), Topic.CONNECTIONS.name());
        var partitions = new TreeMap<String, Integer>();
        try (var client = Admin.create(admin)) {
            client.describeTopics(names)
                    .allTopicNames()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot describe " + names, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        if (new HashSet<>(partitions.values()).size() != 1) {
            throw new IllegalStateException(
                    "topics must have the same number of partitions: " + partitions);
        }
    }
}
