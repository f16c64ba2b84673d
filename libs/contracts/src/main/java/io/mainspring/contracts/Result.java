package io.mainspring.contracts;

import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A charge point's CALLRESULT or CALLERROR: gateway to {@link Topic#RESULTS}. Not yet matched to a
 * call; the payload is not yet validated.
 *
 * @param errorCode null for a CALLRESULT, else the CALLERROR's code as received
 * @param errorDescription null for a CALLRESULT
 * @param payload the CALLRESULT's payload or the CALLERROR's details, as received
 */
public record Result(
        String chargePointId,
        long epoch,
        String uniqueId,
        Instant receivedAt,
        @Nullable String errorCode,
        @Nullable String errorDescription,
        byte[] payload) {

    public ProducerRecord<String, byte[]> toRecord() {
        var record = new ProducerRecord<>(Topic.RESULTS.name(), chargePointId, payload);
        var headers = record.headers();
        Header.CONNECTION_EPOCH.write(headers, epoch);
        Header.OCPP_UNIQUE_ID.write(headers, uniqueId);
        Header.OCCURRED_AT.write(headers, receivedAt);
        Header.OCPP_ERROR_CODE.write(headers, errorCode);
        Header.OCPP_ERROR_DESCRIPTION.write(headers, errorDescription);
        return record;
    }

    /**
     * Reads the envelope; the payload is not looked at.
     *
     * @throws UnreadableRecord if a header is missing or senseless
     */
    public static Result from(String key, Headers headers, byte[] value) {
        return new Result(
                key,
                Header.CONNECTION_EPOCH.requireLong(headers),
                Header.OCPP_UNIQUE_ID.require(headers),
                Header.OCCURRED_AT.requireInstant(headers),
                Header.OCPP_ERROR_CODE.read(headers),
                Header.OCPP_ERROR_DESCRIPTION.read(headers),
                value);
    }
}
