package io.mainspring.kit.polls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Keeps records that cannot be handled: {@code <topic>.dlt}, same key, value and headers, with the
 * reason added. How to replay them: docs/runbooks.
 */
public final class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final KafkaTemplate<String, byte[]> kafka;
    private final MeterRegistry meters;

    public DeadLetters(KafkaTemplate<String, byte[]> kafka, MeterRegistry meters) {
        this.kafka = kafka;
        this.meters = meters;
    }

    /**
     * Returns when the broker holds the record.
     *
     * @throws KafkaException if it cannot take it now; the poll is to be tried again
     */
    public void bury(ConsumerRecord<String, byte[]> record, Exception reason) {
        log.error(
                "record buried topic={} partition={} offset={} chargePoint={}",
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                reason);
        meters.counter("kafka.dead.letters", "topic", record.topic()).increment();
        var letter =
                new ProducerRecord<String, byte[]>(
                        record.topic() + ".dlt",
                        null,
                        record.key(),
                        record.value(),
                        record.headers());
        letter.headers()
                .add(
                        "dead-letter-reason",
                        Objects.requireNonNullElse(
                                        reason.getMessage(), reason.getClass().getSimpleName())
                                .getBytes(UTF_8))
                .add(
                        "dead-letter-origin",
                        (record.partition() + "@" + record.offset()).getBytes(UTF_8));
        try {
            kafka.send(letter).get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("dead letter not taken", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("dead letter not taken", e);
        }
    }
}
