package io.mainspring.kit.calls;

import io.mainspring.contracts.Outcome;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.Topic;
import io.mainspring.contracts.UnreadableRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
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
    private volatile boolean running;
    private CountDownLatch positioned = new CountDownLatch(1);
    private Thread thread = Thread.ofPlatform().unstarted(this::read);
    private Consumer<String, byte[]> consumer;

    @SuppressWarnings("NullAway.Init") // the consumer is made at start
    OutcomeWaiters(ConsumerFactory<String, byte[]> consumers, Owner owner) {
        this.consumers = consumers;
        this.topic = Topic.outcomes(owner).name();
    }

    /** Completed when the command ends; to be given up with {@link #forget}. */
    CompletableFuture<Outcome> expect(UUID commandId) {
        return waiting.computeIfAbsent(commandId, _ -> new CompletableFuture<>());
    }

    void forget(UUID commandId) {
        waiting.remove(commandId);
    }

    @Override
    public void start() {
        running = true;
        positioned = new CountDownLatch(1);
        consumer = consumers.createConsumer(null, "waiters");
        thread = Thread.ofPlatform().name("outcome-waiters").daemon().start(this::read);
        try {
            if (!positioned.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no position in " + topic + " after 30 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void read() {
        try (var reader = consumer) {
            var partitions =
                    reader.partitionsFor(topic).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            reader.assign(partitions);
            reader.seekToEnd(partitions);
            partitions.forEach(reader::position);
            positioned.countDown();
            while (running) {
                for (var record : reader.poll(Duration.ofSeconds(5))) {
                    complete(record);
                }
            }
        } catch (WakeupException e) {
            log.debug("outcome waiters stopped");
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

    /** For tests of who still waits. */
    List<UUID> waiting() {
        return List.copyOf(waiting.keySet());
    }
}
