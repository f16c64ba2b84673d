package io.mainspring.kit.polls;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

/** Sends many records and returns when the broker holds them all. */
public final class Acknowledged {

    private Acknowledged() {}

    /**
     * Sends in order; per partition the order is kept.
     *
     * @throws KafkaException if the broker does not hold them all within 30 s: any of them may or
     *     may not be there
     */
    public static void send(
            KafkaTemplate<String, byte[]> kafka, List<ProducerRecord<String, byte[]>> records) {
        if (records.isEmpty()) {
            return;
        }
        var sent = new ArrayList<CompletableFuture<SendResult<String, byte[]>>>(records.size());
        for (var record : records) {
            sent.add(kafka.send(record));
        }
        try {
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                    .get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("records not acknowledged", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("records not acknowledged", e);
        }
    }
}
