package io.mainspring.contracts;

import io.mainspring.ocpp.v16.Action;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A charge point's CALL on its way to the owner: gateway to {@link Topic#requests}.
 *
 * @param chargePointId canonical spelling; the record's key
 * @param messageId UUIDv7, new for each frame received
 * @param uniqueId the frame's id, to be repeated in the answer
 * @param receivedAt when the gateway read the frame
 * @param repairs names of the repairs that tolerant reading needed, empty for a clean frame
 * @param payload valid JSON of the action's request
 */
public record Request(
        String chargePointId,
        UUID messageId,
        Action action,
        String uniqueId,
        ReturnAddress returnAddress,
        Instant receivedAt,
        List<String> repairs,
        byte[] payload) {

    public ProducerRecord<String, byte[]> toRecord() {
        var record =
                new ProducerRecord<>(
                        Topic.requests(Owner.of(action)).name(), chargePointId, payload);
        var headers = record.headers();
        Header.MESSAGE_ID.write(headers, messageId);
        Header.OCPP_ACTION.write(headers, action.wireName());
        Header.OCPP_UNIQUE_ID.write(headers, uniqueId);
        Header.REPLY_TO.write(headers, returnAddress.partition());
        Header.CONNECTION_EPOCH.write(headers, returnAddress.epoch());
        Header.OCCURRED_AT.write(headers, receivedAt);
        if (!repairs.isEmpty()) {
            Header.OCPP_REPAIRS.write(headers, String.join(",", repairs));
        }
        return record;
    }

    /**
     * Reads the envelope; the payload is not looked at.
     *
     * @throws UnreadableRecord if a header is missing or senseless
     */
    public static Request from(ConsumerRecord<String, byte[]> record) {
        var headers = record.headers();
        var repairs = Header.OCPP_REPAIRS.read(headers);
        return new Request(
                Envelopes.key(record),
                Envelopes.uuid(Header.MESSAGE_ID, headers),
                Envelopes.action(headers),
                Header.OCPP_UNIQUE_ID.require(headers),
                Envelopes.returnAddress(headers),
                Header.OCCURRED_AT.requireInstant(headers),
                repairs == null ? List.of() : List.of(repairs.split(",")),
                record.value());
    }
}
