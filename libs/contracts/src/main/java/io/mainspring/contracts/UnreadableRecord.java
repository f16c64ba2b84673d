package io.mainspring.contracts;

/** A record whose envelope cannot be understood: it goes to the topic's dead letters. */
public final class UnreadableRecord extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableRecord(String reason) {
        super(reason);
    }

    public UnreadableRecord(String reason, Throwable cause) {
        super(reason, cause);
    }
}
