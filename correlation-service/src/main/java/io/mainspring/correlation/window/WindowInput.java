package io.mainspring.correlation.window;

import java.time.Instant;
import java.util.UUID;

/** Something that happened to one charge point and may change what can be sent to it. */
public sealed interface WindowInput {

    /**
     * A service wants this call made.
     *
     * @param expiresAt not sent at or after this instant
     * @param mayWait whether it may wait for an absent charge point until then
     */
    record Asked(UUID commandId, Instant expiresAt, boolean mayWait) implements WindowInput {}

    /**
     * A CALLRESULT or CALLERROR came in.
     *
     * @param commandId the frame's unique id: calls carry their command id on the wire
     * @param epoch of the connection it came in on
     */
    record Answered(UUID commandId, long epoch) implements WindowInput {}

    /**
     * A socket was accepted.
     *
     * @param partition where its gateway reads deliveries
     */
    record Connected(int partition, long epoch) implements WindowInput {}

    /** The socket of this epoch has ended, and only that. */
    record Disconnected(int partition, long epoch) implements WindowInput {}

    /** Time has passed; the only input that ends calls because of it. */
    record Tick() implements WindowInput {}
}
