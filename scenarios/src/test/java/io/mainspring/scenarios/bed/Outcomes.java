package io.mainspring.scenarios.bed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What correlation-service has told the services of how commands ended. */
final class Outcomes {

    private static final List<String> OWNERS =
            List.of(
                    "chargepoint",
                    "auth",
                    "transaction",
                    "smartcharging",
                    "firmware",
                    "reservation");

    private Outcomes() {}

    /** How many ends each of these commands has had so far, by its id. */
    static Map<String, Integer> count(String bootstrap, Collection<String> commands) {
        var counts = new HashMap<String, Integer>();
        commands.forEach(command -> counts.put(command, 0));
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                bootstrap,
                                "isolation.level",
                                "read_committed"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            var partitions =
                    OWNERS.stream()
                            .flatMap(owner ->
                                    consumer.partitionsFor("ocpp.outcomes." + owner).stream())
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    var command = record.headers().lastHeader("causation-id");
                    if (command != null) {
                        counts.computeIfPresent(
                                new String(command.value(), UTF_8), (_, count) -> count + 1);
                    }
                }
            }
        }
        return counts;
    }
}
