package io.mainspring.simulator.chargepoint;

/** The central system answered a CALL with a CALLERROR, or with something that is no answer to it. */
public final class CallRefused extends RuntimeException {

    private final String code;

    public CallRefused(String action, String code, String description) {
        super(action + " " + code + " " + description, null, false, false);
        this.code = code;
    }

    /** The CALLERROR's code as it was spelled; {@code InvalidAnswer} for an unreadable CALLRESULT. */
    public String code() {
        return code;
    }
}
