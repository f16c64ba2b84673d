package io.mainspring.ocpp.v16.action;

import java.time.Instant;

/**
 * Charge point -> central system. OCPP 1.6 §4.6.
 *
 * <p>Says that the charge point is alive, and synchronises its clock. Any other message counts as
 * a sign of life too, but once a day a heartbeat is due.
 */
public interface Heartbeat {

    record Request() implements OcppRequest<Response> {}

    /** {@code currentTime} is the central system's clock, UTC. */
    record Response(Instant currentTime) implements OcppResponse {}
}
