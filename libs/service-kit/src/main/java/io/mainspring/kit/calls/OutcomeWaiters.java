package io.mainspring.kit.calls;

import io.mainspring.contracts.Outcome;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.Topic;
import io.mainspring.contracts.UnreadableRecord;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * REST calls that wait for the end of their command. The replica that asked need not be the one
 * whose consumer group gets the outcome, so each replica reads all outcomes of its service, from
 * the end and outside of any group.
 */
final class OutcomeWaiters implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutcomeWaiters.class);

    private final ConsumerFactory<String, byte[]> consumers;
    private final String topic;
    private final Map<UUID, CompletableFuture<Outcome>> waiting = new ConcurrentHashMap<>();
    private final CountDownLatch positioned = new CountDownLatch(1);
    private volatile boolean running;
    private volatile @Nullable Consumer<String, byte[]> reading;
    private @Nullable Thread thread;

    OutcomeWaiters(ConsumerFactory<String, byte[]> consumers, Owner owner) {
        this.consumers = consumers;
        this.topic = Topic.outcomes(owner).name();
    }

    /**
     * Completed when the command ends; to be given up with {@link #forget}. The command is to be
     * sent after this call, which waits (a moment after start) until outcomes are read.
     */
    CompletableFuture<Outcome> expect(UUID commandId) {
        try {
            if (!positioned.await(10, TimeUnit.SECONDS)) {
                log.warn("outcomes are not read yet, the answer may come late topic={}", topic);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return waiting.computeIfAbsent(commandId, _ -> new CompletableFuture<>());
    }

    void forget(UUID commandId) {
        waiting.remove(commandId);
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("outcome-waiters").daemon().start(this::readOn);
    }

    @Override
    public void stop() {
        running = false;
        var consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            if (thread != null) {
                thread.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void readOn() {
        while (running) {
            try (var consumer = consumers.createConsumer(null, "waiters")) {
                reading = consumer;
                read(consumer);
            } catch (WakeupException e) {
                log.debug("outcome waiters stop topic={}", topic);
            } catch (KafkaException e) {
                log.warn("outcomes cannot be read, trying again topic={}", topic, e);
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            }
        }
    }

    private void read(Consumer<String, byte[]> consumer) {
        var partitions =
                consumer.partitionsFor(topic).stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        positioned.countDown();
        while (running) {
            for (var record : consumer.poll(Duration.ofSeconds(5))) {
                complete(record);
            }
        }
    }

    private void complete(ConsumerRecord<String, byte[]> record) {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            var outcome = Outcome.from(record);
            var waiter = waiting.remove(outcome.commandId());
            if (waiter != null) {
                waiter.complete(outcome);
            }
        } catch (UnreadableRecord e) {
            log.debug("outcome unreadable, left to the group that buries it", e);
        }
    }
}
