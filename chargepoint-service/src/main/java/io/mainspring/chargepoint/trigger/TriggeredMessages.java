package io.mainspring.chargepoint.trigger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.contracts.Header;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.Request;
import io.mainspring.contracts.Topic;
import io.mainspring.contracts.UnreadableRecord;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Looks for triggered messages, in the partitions on which the charge points of open triggers live,
 * from the time of the request on. While no trigger is open it has no consumer and costs one indexed
 * query a second; the listeners of these topics never notice it. Each replica looks for all: linking
 * is idempotent, and none has to take over from one that died.
 */
@Component
class TriggeredMessages {

    private static final Logger log = LoggerFactory.getLogger(TriggeredMessages.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MOST_POLLS = 50;

    /** Records are dated by a gateway's clock, requests by ours; and they take a while to be read. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final Triggers triggers;
    private final ConsumerFactory<String, byte[]> consumers;
    private final Clock clock;

    private @Nullable Consumer<String, byte[]> consumer;
    private final Set<UUID> followed = new HashSet<>();

    TriggeredMessages(Triggers triggers, ConsumerFactory<String, byte[]> consumers, Clock clock) {
        this.triggers = triggers;
        this.consumers = consumers;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    synchronized void look() {
        var open = triggers.open();
        if (open.isEmpty()) {
            close();
            return;
        }
        var now = clock.instant();
        try {
            read(open);
        } catch (RuntimeException e) {
            close(); // from the requests on again, with a new consumer
            throw e;
        }
        for (var trigger : open) {
            if (trigger.until().plus(SLACK).isBefore(now)) {
                triggers.close(trigger.commandId());
            }
        }
    }

    private void read(List<Trigger> open) {
        var reader = consumer;
        if (reader == null) {
            reader = consumers.createConsumer("chargepoint-triggers", null, null, null);
            consumer = reader;
        }
        assign(reader, open);
        var byChargePoint =
                open.stream()
                        .collect(
                                groupingBy(
                                        trigger -> ChargePointId.keyOf(trigger.chargePointId())));
        var ends = reader.endOffsets(reader.assignment());
        for (int polls = 0; polls < MOST_POLLS && isBehind(reader, ends); polls++) {
            for (var record : reader.poll(POLL)) {
                if (record.key() != null) {
                    var candidates = byChargePoint.get(ChargePointId.keyOf(record.key()));
                    if (candidates != null) {
                        take(record, candidates);
                    }
                }
            }
        }
    }

    private static boolean isBehind(
            Consumer<String, byte[]> reader, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .anyMatch(end -> reader.position(end.getKey()) < end.getValue());
    }

    /** A new trigger moves its partition back to its request; what is read again is linked once. */
    private void assign(Consumer<String, byte[]> reader, List<Trigger> open) {
        var from = new HashMap<TopicPartition, Instant>();
        var wanted = new HashSet<TopicPartition>();
        for (var trigger : open) {
            var partition = partition(reader, trigger);
            wanted.add(partition);
            if (followed.add(trigger.commandId())) {
                from.merge(
                        partition,
                        trigger.requestedAt().minus(SLACK),
                        (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        var positions = new HashMap<TopicPartition, Long>();
        for (var assigned : reader.assignment()) {
            positions.put(assigned, reader.position(assigned));
        }
        reader.assign(wanted);
        positions.forEach((partition, position) -> {
            if (wanted.contains(partition)) {
                reader.seek(partition, position);
            }
        });
        seek(reader, from, positions);
        followed.retainAll(open.stream().map(Trigger::commandId).toList());
    }

    /** Back to where the youngest triggers begin; never forward past what is still to be read. */
    private static void seek(
            Consumer<String, byte[]> reader,
            Map<TopicPartition, Instant> from,
            Map<TopicPartition, Long> positions) {
        if (from.isEmpty()) {
            return;
        }
        var times = new HashMap<TopicPartition, Long>();
        from.forEach((partition, at) -> times.put(partition, at.toEpochMilli()));
        // Asked for first: what arrives between the two questions lies behind these ends.
        var ends = reader.endOffsets(from.keySet());
        reader.offsetsForTimes(times)
                .forEach((partition, found) -> {
                    long offset = found == null ? ends.getOrDefault(partition, 0L) : found.offset();
                    reader.seek(
                            partition,
                            Math.min(offset, positions.getOrDefault(partition, Long.MAX_VALUE)));
                });
    }

    /** Where the gateways' producers put a charge point: Kafka's own rule for keys. */
    private static TopicPartition partition(Consumer<?, ?> reader, Trigger trigger) {
        var topic = Topic.requests(Owner.of(trigger.awaited())).name();
        int partitions = reader.partitionsFor(topic).size();
        var key = trigger.chargePointId().getBytes(UTF_8);
        return new TopicPartition(topic, Utils.toPositive(Utils.murmur2(key)) % partitions);
    }

    private void take(ConsumerRecord<String, byte[]> record, List<Trigger> candidates) {
        var action = Header.OCPP_ACTION.read(record.headers());
        for (var trigger : candidates) {
            if (trigger.awaited().wireName().equals(action)) {
                link(trigger, record);
            }
        }
    }

    private void link(Trigger trigger, ConsumerRecord<String, byte[]> record) {
        try {
            var message = Request.from(record);
            if (trigger.isAnsweredBy(message)) {
                boolean isLast =
                        trigger.connectorId() != null || !Trigger.isByConnector(trigger.awaited());
                triggers.link(trigger, message, isLast);
            }
        } catch (UnreadableRecord | JacksonException e) {
            log.debug("not a readable message chargePoint={}", record.key(), e);
        }
    }

    @PreDestroy
    synchronized void close() {
        followed.clear();
        if (consumer != null) {
            consumer.close();
            consumer = null;
        }
    }
}
