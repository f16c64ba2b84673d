package io.mainspring.gateway.broker;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that reads partitions by assignment, without a consumer group: no rebalance ever delays
 * it. It waits for the topic and for the broker as long as it takes, and survives both going away.
 */
public final class TopicReader implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Reading reading;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** What is read, from where, and who listens. All of it is called on the reader's thread. */
    public interface Reading {

        String topic();

        /** Which of the topic's partitions, by their number. */
        Collection<Integer> partitions(int partitionCount);

        boolean fromBeginning();

        /** In the order of each partition. A record that cannot be understood is its to count. */
        void read(ConsumerRecord<String, byte[]> record);

        /** Once, when the position has reached the end that was seen at the start. */
        void caughtUp();
    }

    public TopicReader(Supplier<Consumer<String, byte[]>> consumers, Reading reading) {
        this.consumers = consumers;
        this.reading = reading;
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("gateway-reads-" + reading.topic())
                        .unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Returns when the thread has ended. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var consumer = consumers.get();
        try {
            var ends = retrying("start", () -> assign(consumer));
            boolean behind = true;
            while (closed.getCount() > 0) {
                if (behind && retrying("position", () -> hasReached(consumer, ends))) {
                    behind = false;
                    reading.caughtUp();
                }
                for (var record : retrying("poll", () -> consumer.poll(POLL))) {
                    read(record);
                }
            }
        } catch (WakeupException | InterruptException | InterruptedException e) {
            log.debug("reader stopped topic={}", reading.topic());
        } finally {
            var _ = Thread.interrupted(); // it was only meant to end the waiting
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        }
    }

    /** One record that trips over a mistake of ours must not silence all that come after it. */
    private void read(ConsumerRecord<String, byte[]> record) {
        try {
            reading.read(record);
        } catch (RuntimeException e) {
            log.error(
                    "record skipped topic={} partition={} offset={}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e);
        }
    }

    private Map<TopicPartition, Long> assign(Consumer<String, byte[]> consumer) {
        var count = consumer.partitionsFor(reading.topic()).size();
        if (count == 0) {
            throw new KafkaException("topic has no partitions yet");
        }
        var partitions =
                reading.partitions(count).stream()
                        .map(p -> new TopicPartition(reading.topic(), p))
                        .toList();
        consumer.assign(partitions);
        var ends = consumer.endOffsets(partitions);
        if (reading.fromBeginning()) {
            consumer.seekToBeginning(partitions);
        } else {
            ends.forEach(consumer::seek);
        }
        return ends;
    }

    private static boolean hasReached(
            Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private interface Step<T> {
        T take();
    }

    /** Kafka that is away comes back; until then there is nothing better to do than to ask again. */
    private <T> T retrying(String step, Step<T> attempt) throws InterruptedException {
        boolean told = false;
        while (true) {
            try {
                return attempt.take();
            } catch (WakeupException | InterruptException e) {
                throw e;
            } catch (KafkaException e) {
                if (!told) {
                    log.warn(
                            "reader waits for Kafka topic={} step={} reason={}",
                            reading.topic(),
                            step,
                            e.toString());
                    told = true;
                }
                if (closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new InterruptedException();
                }
            }
        }
    }
}
