package io.mainspring.chargepoint.connector;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a connector: its stream is the charge point's key, a colon and its id. */
public sealed interface ConnectorEvent {

    String chargePointId();

    /** 0 is the charge point itself. */
    int connectorId();

    /**
     * It reports something else than before; the stored event's sequence counts the changes.
     *
     * @param from since when, never before the previous change's
     * @param reportedAt the charge point's own timestamp, null if it gave none
     */
    record StatusChanged(
            String chargePointId,
            int connectorId,
            Instant from,
            StatusReport report,
            @Nullable Instant reportedAt,
            Instant receivedAt)
            implements ConnectorEvent {}
}
