package io.mainspring.kit.consumed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.UnreadableRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A published event of another service (CloudEvents 1.0, binary mode).
 *
 * @param type with version, such as {@code id-tag.changed.v1}; unknown ones are to be skipped
 * @param id the same when it is delivered again
 * @param key the record's key
 * @param time when it happened
 * @param data JSON
 */
public record IncomingEvent(String type, UUID id, String key, Instant time, byte[] data) {

    /**
     * @throws UnreadableRecord if it is no CloudEvent of ours
     */
    static IncomingEvent from(ConsumerRecord<String, byte[]> record) {
        try {
            return new IncomingEvent(
                    attribute(record, "ce_type"),
                    UUID.fromString(attribute(record, "ce_id")),
                    record.key(),
                    OffsetDateTime.parse(attribute(record, "ce_time")).toInstant(),
                    record.value());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnreadableRecord("no CloudEvent of ours: " + e.getMessage(), e);
        }
    }

    private static String attribute(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        if (header == null) {
            throw new UnreadableRecord("header " + name + " is missing");
        }
        return new String(header.value(), UTF_8);
    }
}
