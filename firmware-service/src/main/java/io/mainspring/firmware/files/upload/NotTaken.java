package io.mainspring.firmware.files.upload;

/** An upload that is not taken now, whatever it brings; nothing of it is kept. */
public final class NotTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean isOver;

    private NotTaken(String reason, boolean isOver) {
        super(reason, null, false, false);
        this.isOver = isOver;
    }

    /** Others come through the address already. */
    static NotTaken tooManyAtOnce() {
        return new NotTaken("too many uploads at once", false);
    }

    /** The address has expired while it was under way. */
    static NotTaken expired() {
        return new NotTaken("this address has expired", true);
    }

    /** Whether trying again is of no use. */
    public boolean isOver() {
        return isOver;
    }
}
