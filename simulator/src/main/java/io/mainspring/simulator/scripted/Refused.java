package io.mainspring.simulator.scripted;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.ocpp.frame.Frame;

/** The central system answered with a CALLERROR. */
public final class Refused extends RuntimeException {

    private final Frame.CallError frame;

    Refused(String action, Frame.CallError frame) {
        super(
                action
                        + " was refused: "
                        + frame.code()
                        + " "
                        + frame.description()
                        + " "
                        + new String(frame.details(), UTF_8));
        this.frame = frame;
    }

    public Frame.CallError frame() {
        return frame;
    }

    /** The error code as it was spelled on the wire. */
    public String code() {
        return frame.code();
    }
}
