package io.mainspring.simulator.wire;

/** A CALL got neither CALLRESULT nor CALLERROR. */
public final class CallUnanswered extends RuntimeException {

    /** Why there will be no answer. */
    public enum Cause {
        /** The time for the answer is over. */
        TIMED_OUT,
        /** The link closed while the answer was awaited, or was closed already. */
        LINK_CLOSED
    }

    private final Cause why;

    public CallUnanswered(String action, Cause why) {
        super(action + " " + why, null, false, false);
        this.why = why;
    }

    public Cause why() {
        return why;
    }
}
