package io.mainspring.chargepoint.trigger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.contracts.Header;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.Request;
import io.mainspring.contracts.Topic;
import io.mainspring.contracts.UnreadableRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Looks for triggered messages, in the partitions on which the charge points of open triggers live,
 * from the time of their sending on. While no trigger is open it has no consumer and costs one
 * indexed query a second; the listeners of these topics never notice it. Each replica looks for
 * all: linking is idempotent, and none has to take over from one that died. It has a thread of its
 * own, so that nothing else waits while there is much to read.
 */
@Component
class TriggeredMessages implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TriggeredMessages.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(200);

    /** In one look, so that new triggers are not forgotten over a long way to read. */
    private static final int MOST_POLLS = 50;

    /** Records are dated by a gateway's clock, sendings by ours; and they take a while to be read. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final Triggers triggers;
    private final ConsumerFactory<String, byte[]> consumers;
    private final Clock clock;

    private volatile boolean running;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private final Set<UUID> followed = new HashSet<>();

    TriggeredMessages(Triggers triggers, ConsumerFactory<String, byte[]> consumers, Clock clock) {
        this.triggers = triggers;
        this.consumers = consumers;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("chargepoint-triggers").daemon().start(this::lookOn);
    }

    @Override
    public void stop() {
        running = false;
        var reader = consumer;
        if (reader != null) {
            reader.wakeup();
        }
        var looking = thread;
        if (looking != null) {
            LockSupport.unpark(looking);
            try {
                looking.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void lookOn() {
        while (running) {
            try {
                look();
            } catch (WakeupException e) {
                log.debug("triggers are not looked after any more", e);
            } catch (RuntimeException e) {
                log.warn("triggered messages cannot be looked for, trying again", e);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        close();
    }

    /** Not for two threads. */
    void look() {
        var open = triggers.open();
        if (open.isEmpty()) {
            close();
            return;
        }
        var now = clock.instant();
        try {
            var unread = read(reader(), open);
            for (var trigger : open) {
                if (trigger.until().plus(SLACK).isBefore(now)
                        && !unread.contains(partition(reader(), trigger))) {
                    triggers.close(trigger.commandId());
                }
            }
        } catch (RuntimeException e) {
            close(); // from the sendings on again, with a new consumer
            throw e;
        }
    }

    private Consumer<String, byte[]> reader() {
        var reader = consumer;
        if (reader == null) {
            reader = consumers.createConsumer("chargepoint-triggers", null, null, null);
            consumer = reader;
        }
        return reader;
    }

    /** Returns the partitions in which something is left of what lay there at the beginning. */
    private Set<TopicPartition> read(Consumer<String, byte[]> reader, List<Trigger> open) {
        assign(reader, open);
        var byChargePoint =
                open.stream()
                        .collect(
                                groupingBy(
                                        trigger -> ChargePointId.keyOf(trigger.chargePointId())));
        var ends = reader.endOffsets(reader.assignment());
        var unread = unread(reader, ends);
        for (int polls = 0; polls < MOST_POLLS && !unread.isEmpty(); polls++) {
            for (var record : reader.poll(POLL)) {
                if (record.key() != null) {
                    var candidates = byChargePoint.get(ChargePointId.keyOf(record.key()));
                    if (candidates != null) {
                        take(record, candidates);
                    }
                }
            }
            unread = unread(reader, ends);
        }
        return unread;
    }

    private static Set<TopicPartition> unread(
            Consumer<String, byte[]> reader, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .filter(end -> reader.position(end.getKey()) < end.getValue())
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    /** A new trigger moves its partition back to its sending; what is read again is linked once. */
    private void assign(Consumer<String, byte[]> reader, List<Trigger> open) {
        var from = new HashMap<TopicPartition, Instant>();
        var wanted = new HashSet<TopicPartition>();
        for (var trigger : open) {
            var partition = partition(reader, trigger);
            wanted.add(partition);
            if (followed.add(trigger.commandId())) {
                from.merge(
                        partition,
                        trigger.from().minus(SLACK),
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
            var match = trigger.match(message);
            if (match != Trigger.Match.NONE) {
                triggers.link(trigger, message, match);
            }
        } catch (UnreadableRecord | JacksonException e) {
            log.debug("not a readable message chargePoint={}", record.key(), e);
        }
    }

    private void close() {
        followed.clear();
        var reader = consumer;
        if (reader != null) {
            consumer = null;
            reader.close();
        }
    }
}
