package io.mainspring.correlation.stream;

import static io.mainspring.ocpp.codec.OcppErrorCode.FORMATION_VIOLATION;
import static io.mainspring.ocpp.codec.OcppErrorCode.INTERNAL_ERROR;
import static io.mainspring.ocpp.codec.OcppErrorCode.NOT_SUPPORTED;
import static io.mainspring.ocpp.codec.OcppErrorCode.PROPERTY_CONSTRAINT_VIOLATION;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.Outcome;
import io.mainspring.contracts.Outcome.CallFailure;
import io.mainspring.contracts.Result;
import io.mainspring.correlation.window.WindowEffect.Ending;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.codec.OcppViolation;
import io.mainspring.ocpp.v16.Origin;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Puts into words how a call ended. Knows of payloads what an outcome must say about them: whether
 * an answer is one to its action (read tolerantly), and what was asked.
 */
final class OutcomeWriter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Of texts that nobody has validated, in characters: OCPP allows 255 for a description. */
    private static final int LONGEST_TEXT = 1_000;

    private final JsonMapper mapper = new JsonMapper();
    private final OcppCodec codec = OcppCodec.tolerant();
    private final long largestPayload;

    /**
     * @param largestPayload in bytes; larger ones are left out of outcomes
     */
    OutcomeWriter(long largestPayload) {
        this.largestPayload = largestPayload;
    }

    /** Why this call cannot be sent to any charge point, or null if it can. */
    @Nullable Outcome refusal(Call call, Instant now) {
        var failure = whyUnsendable(call);
        return failure == null ? null : outcome(call, CommandStatus.ERROR, now, null, failure);
    }

    /**
     * The outcome of a call.
     *
     * @param answer what the charge point sent, present iff it {@link Ending#ANSWERED}
     */
    Outcome outcome(Call call, Ending ending, @Nullable Result answer, Instant now) {
        if (ending == Ending.QUEUE_FULL) {
            var failure =
                    failure(INTERNAL_ERROR, "too many calls wait for this charge point already");
            return outcome(call, ending.status(), now, null, failure);
        }
        if (answer == null) {
            return outcome(call, ending.status(), now, null, null);
        }
        var at = answeredAt(call, answer, now);
        if (answer.payload().length > largestPayload) {
            var failure = failure(INTERNAL_ERROR, "response too large: " + size(answer.payload()));
            return outcome(call, CommandStatus.ERROR, at, null, failure);
        }
        if (answer.errorCode() != null) {
            var failure =
                    new CallFailure(
                            shortened(answer.errorCode()),
                            shortened(Objects.requireNonNullElse(answer.errorDescription(), "")),
                            asJson(answer.payload()));
            return outcome(call, CommandStatus.ERROR, at, null, failure);
        }
        try {
            var response = codec.decode(call.action().response(), answer.payload());
            return outcome(
                    call, CommandStatus.ANSWERED, at, mapper.readTree(response.payload()), null);
        } catch (OcppViolation violation) {
            return outcome(
                    call, CommandStatus.ERROR, at, null, invalid(violation, answer.payload()));
        }
    }

    /**
     * By the gateway that received it, which also dates what a charge point sends of itself: so the
     * two can be put in order however late either is read.
     */
    private static Instant answeredAt(Call call, Result answer, Instant now) {
        var at = answer.receivedAt();
        if (at.isAfter(now)) {
            return now;
        }
        return at.isBefore(call.requestedAt()) ? call.requestedAt() : at;
    }

    private @Nullable CallFailure whyUnsendable(Call call) {
        if (!call.action().comesFrom(Origin.CENTRAL_SYSTEM)) {
            return failure(NOT_SUPPORTED, "a charge point accepts no " + call.action().wireName());
        }
        if (call.payload().length > largestPayload) {
            return failure(
                    PROPERTY_CONSTRAINT_VIOLATION, "request too large: " + size(call.payload()));
        }
        return asJson(call.payload()).isObject()
                ? null
                : failure(FORMATION_VIOLATION, "request is no JSON object");
    }

    private Outcome outcome(
            Call call,
            CommandStatus status,
            Instant now,
            @Nullable JsonNode response,
            @Nullable CallFailure error) {
        return new Outcome(
                call.commandId(),
                call.chargePointId(),
                call.action(),
                status,
                call.requestedAt(),
                now,
                call.requestedBy(),
                call.payload().length > largestPayload
                        ? NODES.objectNode()
                        : asJson(call.payload()),
                response,
                error);
    }

    private CallFailure invalid(OcppViolation violation, byte[] payload) {
        var details = NODES.objectNode();
        details.put("path", violation.path());
        details.set("received", asJson(payload));
        return new CallFailure(
                violation.code().wireName(), "invalid response: " + violation.reason(), details);
    }

    private static CallFailure failure(OcppErrorCode code, String description) {
        return new CallFailure(code.wireName(), description, NODES.objectNode());
    }

    /** The JSON of these bytes, or the beginning of their text if they are none. */
    private JsonNode asJson(byte[] payload) {
        try {
            return mapper.readTree(payload);
        } catch (JacksonException _) {
            return NODES.stringNode(shortened(new String(payload, UTF_8)));
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    private static String size(byte[] payload) {
        return payload.length + " bytes";
    }
}
