package io.mainspring.ocpp.codec;

/**
 * A payload that cannot be a message: which rule, where, and why in words that may be sent to the
 * other side (they never repeat a value). If several rules are broken it is the most basic one:
 * structure before missing fields before types before values.
 */
public final class OcppViolation extends RuntimeException {

    private final OcppErrorCode code;
    private final String path;
    private final String reason;

    public OcppViolation(OcppErrorCode code, String path, String reason) {
        super(code.wireName() + " at '" + path + "': " + reason, null, false, false);
        this.code = code;
        this.path = path;
        this.reason = reason;
    }

    public OcppErrorCode code() {
        return code;
    }

    /** JSON Pointer (RFC 6901) into the payload; empty for the payload as a whole. */
    public String path() {
        return path;
    }

    public String reason() {
        return reason;
    }

    OcppViolation under(String token) {
        return new OcppViolation(code, Pointers.step(token) + path, reason);
    }
}
