package io.mainspring.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.ocpp.v16.Action;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * What a gateway shall do with one socket: owners and correlation to {@link Topic#DELIVERIES}, at
 * the return address's partition. A delivery whose epoch is not that of the charge point's present
 * socket is dropped and counted.
 */
public sealed interface Delivery {

    String chargePointId();

    ReturnAddress to();

    /** The owner's decision: becomes a CALLRESULT. */
    record Reply(String chargePointId, ReturnAddress to, String uniqueId, byte[] payload)
            implements Delivery {}

    /** The owner cannot decide: becomes a CALLERROR with this code and description. */
    record Refusal(
            String chargePointId,
            ReturnAddress to,
            String uniqueId,
            String errorCode,
            String errorDescription)
            implements Delivery {}

    /** A call to the charge point: becomes a CALL, unless it has expired. */
    record Send(
            String chargePointId,
            ReturnAddress to,
            String uniqueId,
            Action action,
            Instant expiresAt,
            byte[] payload)
            implements Delivery {}

    /** A newer socket of the same charge point exists: close this one. */
    record Close(String chargePointId, ReturnAddress to) implements Delivery {}

    default ProducerRecord<String, byte[]> toRecord() {
        var record =
                new ProducerRecord<>(
                        Topic.DELIVERIES.name(), to().partition(), chargePointId(), value());
        var headers = record.headers();
        Header.CONNECTION_EPOCH.write(headers, to().epoch());
        writeHeaders(headers);
        return record;
    }

    /** The record's value: the payload, empty where there is none. */
    default byte[] value() {
        return switch (this) {
            case Reply r -> r.payload;
            case Send s -> s.payload;
            case Refusal _ -> "{}".getBytes(UTF_8);
            case Close _ -> "{}".getBytes(UTF_8);
        };
    }

    /** Everything but the address: {@link Header#CONNECTION_EPOCH} is the caller's to write. */
    default void writeHeaders(Headers headers) {
        switch (this) {
            case Reply r -> {
                Header.MESSAGE_TYPE.write(headers, "reply");
                Header.OCPP_UNIQUE_ID.write(headers, r.uniqueId);
            }
            case Refusal r -> {
                Header.MESSAGE_TYPE.write(headers, "refusal");
                Header.OCPP_UNIQUE_ID.write(headers, r.uniqueId);
                Header.OCPP_ERROR_CODE.write(headers, r.errorCode);
                Header.OCPP_ERROR_DESCRIPTION.write(headers, r.errorDescription);
            }
            case Send s -> {
                Header.MESSAGE_TYPE.write(headers, "send");
                Header.OCPP_UNIQUE_ID.write(headers, s.uniqueId);
                Header.OCPP_ACTION.write(headers, s.action.wireName());
                Header.EXPIRES_AT.write(headers, s.expiresAt);
            }
            case Close _ -> Header.MESSAGE_TYPE.write(headers, "close");
        }
    }

    /**
     * Reads the envelope; the payload is not looked at.
     *
     * @throws UnreadableRecord if a header is missing or senseless
     */
    static Delivery from(ConsumerRecord<String, byte[]> record) {
        var headers = record.headers();
        var id = Envelopes.key(record);
        var to =
                new ReturnAddress(record.partition(), Header.CONNECTION_EPOCH.requireLong(headers));
        var type = Header.MESSAGE_TYPE.require(headers);
        return switch (type) {
            case "reply" ->
                    new Reply(id, to, Header.OCPP_UNIQUE_ID.require(headers), record.value());
            case "refusal" ->
                    new Refusal(
                            id,
                            to,
                            Header.OCPP_UNIQUE_ID.require(headers),
                            Header.OCPP_ERROR_CODE.require(headers),
                            Header.OCPP_ERROR_DESCRIPTION.require(headers));
            case "send" ->
                    new Send(
                            id,
                            to,
                            Header.OCPP_UNIQUE_ID.require(headers),
                            Envelopes.action(headers),
                            Header.EXPIRES_AT.requireInstant(headers),
                            record.value());
            case "close" -> new Close(id, to);
            default -> throw new UnreadableRecord("unknown delivery: " + type);
        };
    }
}
