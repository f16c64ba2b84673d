package io.mainspring.ocpp.frame;

import io.mainspring.ocpp.codec.OcppErrorCode;
import org.jspecify.annotations.Nullable;

/** A text that is no frame. It is answered only if it was meant as a CALL and its id is known. */
public final class FrameViolation extends RuntimeException {

    private final @Nullable String uniqueId;
    private final OcppErrorCode code;
    private final String reason;

    FrameViolation(@Nullable String uniqueId, OcppErrorCode code, String reason) {
        super(code.wireName() + ": " + reason, null, false, false);
        this.uniqueId = uniqueId;
        this.code = code;
        this.reason = reason;
    }

    /** The id to answer with a CALLERROR; null if there is nothing to answer: ignore and count. */
    public @Nullable String uniqueId() {
        return uniqueId;
    }

    public OcppErrorCode code() {
        return code;
    }

    /** In words that may be sent to the other side. */
    public String reason() {
        return reason;
    }
}
