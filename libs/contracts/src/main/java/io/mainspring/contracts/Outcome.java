package io.mainspring.contracts;

import io.mainspring.ocpp.v16.Action;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What became of a {@link Call}: correlation to the asker's {@link Topic#outcomes}. Echoes what was
 * asked, so the asker needs no table to understand it. At least once; the command id tells repeats.
 *
 * @param status never {@link CommandStatus#PENDING}
 * @param completedAt when its gateway received the answer; without one, when correlation gave up
 * @param request what was asked
 * @param response the CALLRESULT's payload, valid for the action, iff {@link
 *     CommandStatus#ANSWERED}
 * @param error the CALLERROR, or why the answer was no answer, iff {@link CommandStatus#ERROR}
 * @param sentAt when the call left its queue for the charge point; null: it never did
 */
public record Outcome(
        UUID commandId,
        String chargePointId,
        Action action,
        CommandStatus status,
        Instant requestedAt,
        Instant completedAt,
        String requestedBy,
        JsonNode request,
        @Nullable JsonNode response,
        @Nullable CallFailure error,
        @Nullable Instant sentAt) {

    /** Absent is absent: JSON's null in a tree is no response. */
    public Outcome {
        response = response == null || response.isNull() ? null : response;
    }

    /** Of a call that was never sent. */
    public Outcome(
            UUID commandId,
            String chargePointId,
            Action action,
            CommandStatus status,
            Instant requestedAt,
            Instant completedAt,
            String requestedBy,
            JsonNode request,
            @Nullable JsonNode response,
            @Nullable CallFailure error) {
        this(
                commandId,
                chargePointId,
                action,
                status,
                requestedAt,
                completedAt,
                requestedBy,
                request,
                response,
                error,
                null);
    }

    /** The same of a call that left its queue then. */
    public Outcome sent(@Nullable Instant at) {
        return new Outcome(
                commandId,
                chargePointId,
                action,
                status,
                requestedAt,
                completedAt,
                requestedBy,
                request,
                response,
                error,
                at);
    }

    /**
     * A CALLERROR as received, or our own finding about an answer that is none.
     *
     * @param code OCPP error code
     */
    public record CallFailure(String code, String description, JsonNode details) {}

    public ProducerRecord<String, byte[]> toRecord(Owner asker) {
        var record =
                new ProducerRecord<>(
                        Topic.outcomes(asker).name(), chargePointId, ContractJson.write(this));
        Header.CAUSATION_ID.write(record.headers(), commandId);
        Header.OCPP_ACTION.write(record.headers(), action.wireName());
        return record;
    }

    /**
     * @throws UnreadableRecord if the value is no outcome
     */
    public static Outcome from(ConsumerRecord<String, byte[]> record) {
        return ContractJson.read(Outcome.class, record.value());
    }
}
