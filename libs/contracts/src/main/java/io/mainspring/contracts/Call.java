package io.mainspring.contracts;

import io.mainspring.ocpp.v16.Action;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Something that a service wants of a charge point: service to {@link Topic#CALLS}. Each call gets
 * exactly one {@link Outcome}; the same command id sent twice is one call.
 *
 * @param commandId UUIDv7 that operators see
 * @param asker whose {@link Topic#outcomes} gets the outcome
 * @param expiresAt not sent to the charge point after this instant
 * @param waitForOnline whether it may wait for an absent charge point until it expires; otherwise
 *     it is {@code Offline} at once
 * @param requestedBy the operator, key or automatism that asked
 * @param payload valid JSON of the action's request
 */
public record Call(
        String chargePointId,
        UUID commandId,
        Action action,
        Owner asker,
        Instant requestedAt,
        Instant expiresAt,
        boolean waitForOnline,
        String requestedBy,
        byte[] payload) {

    public ProducerRecord<String, byte[]> toRecord() {
        var record = new ProducerRecord<>(Topic.CALLS.name(), chargePointId, payload);
        var headers = record.headers();
        Header.MESSAGE_ID.write(headers, commandId);
        Header.OCPP_ACTION.write(headers, action.wireName());
        Header.REPLY_TO.write(headers, asker.wireName());
        Header.OCCURRED_AT.write(headers, requestedAt);
        Header.EXPIRES_AT.write(headers, expiresAt);
        Header.WAIT_FOR_ONLINE.write(headers, waitForOnline);
        Header.REQUESTED_BY.write(headers, requestedBy);
        return record;
    }

    /**
     * Reads the envelope; the payload is not looked at.
     *
     * @throws UnreadableRecord if a header is missing or senseless
     */
    public static Call from(String key, Headers headers, byte[] value) {
        return new Call(
                key,
                Envelopes.uuid(Header.MESSAGE_ID, headers),
                Envelopes.action(headers),
                Owner.named(Header.REPLY_TO.require(headers)),
                Header.OCCURRED_AT.requireInstant(headers),
                Header.EXPIRES_AT.requireInstant(headers),
                Boolean.parseBoolean(Header.WAIT_FOR_ONLINE.read(headers)),
                Header.REQUESTED_BY.require(headers),
                value);
    }

    public static Call from(ConsumerRecord<String, byte[]> record) {
        return from(Envelopes.key(record), record.headers(), record.value());
    }
}
