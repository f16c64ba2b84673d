package io.mainspring.gateway.pipe;

import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.codec.OcppViolation;
import io.mainspring.ocpp.codec.Repair;
import io.mainspring.ocpp.frame.Frame;
import io.mainspring.ocpp.frame.FrameViolation;
import io.mainspring.ocpp.v16.Action;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a CALL's frame turned out to be, before anybody asks whether it may be sent now. */
sealed interface CallReading {

    /** Null if OCPP does not know it. */
    @Nullable Action action();

    /**
     * A message.
     *
     * @param payload valid JSON of the action's request, mended where that was needed
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on to Kafka as it is, never compared
    record Message(Action action, byte[] payload, List<Repair> repairs) implements CallReading {}

    /**
     * No message, or not one for us.
     *
     * @param path JSON Pointer to the culprit, null if it is not about the payload
     * @param kept if it must not get lost, whatever the charge point does after the error
     */
    record Unfit(
            @Nullable Action action,
            OcppErrorCode code,
            String description,
            @Nullable String path,
            CallOutcome outcome,
            @Nullable KeptFrame kept)
            implements CallReading {}

    static CallReading of(Frame.Call call, byte[] text, OcppCodec codec, Set<Action> disabled) {
        var action = Action.named(call.action()).orElse(null);
        if (action == null) {
            return unsupported(null, OcppErrorCode.NOT_IMPLEMENTED, "no action of OCPP 1.6");
        }
        if (Way.of(action) == Way.OUTWARD) {
            return unsupported(
                    action, OcppErrorCode.NOT_SUPPORTED, "only charge points receive it");
        }
        if (disabled.contains(action)) {
            return unsupported(action, OcppErrorCode.NOT_SUPPORTED, "not supported here");
        }
        try {
            var decoded = codec.decode(action.request(), call.payload());
            return new Message(action, decoded.payload(), decoded.repairs());
        } catch (OcppViolation e) {
            return new Unfit(
                    action,
                    e.code(),
                    e.reason(),
                    e.path(),
                    CallOutcome.INVALID,
                    KeptFrame.of(action, text));
        }
    }

    /** Of a frame that is broken, but names its unique id. */
    static CallReading of(FrameViolation violation, byte[] text) {
        var kept = KeptFrame.lookingLikeOne(text);
        return new Unfit(
                kept == null ? null : kept.action(),
                violation.code(),
                violation.reason(),
                null,
                CallOutcome.INVALID,
                kept);
    }

    private static CallReading unsupported(
            @Nullable Action action, OcppErrorCode code, String description) {
        return new Unfit(action, code, description, null, CallOutcome.UNSUPPORTED, null);
    }
}
