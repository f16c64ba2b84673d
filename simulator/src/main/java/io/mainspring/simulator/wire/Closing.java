package io.mainspring.simulator.wire;

/**
 * How a link ended.
 *
 * @param code the WebSocket close code of the central system; {@link #ABNORMAL} if there was no close frame
 */
public record Closing(int code, String reason) {

    /** No close frame was received: the connection broke, or this side cut it. */
    public static final int ABNORMAL = 1006;
}
