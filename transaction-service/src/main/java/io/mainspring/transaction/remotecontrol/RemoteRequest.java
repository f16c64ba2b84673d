package io.mainspring.transaction.remotecontrol;

import io.mainspring.ocpp.v16.type.ChargingProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A remote start or stop whose result is still awaited. Pure: says which report of a charge point
 * is its result.
 *
 * @param connectorId of a start; null: any
 * @param idTag of a start
 * @param transactionId of a stop
 * @param chargingProfile that a start carried
 * @param deadline after it, nothing is taken for its result any more
 */
public record RemoteRequest(
        UUID commandId,
        Kind kind,
        String chargePointId,
        @Nullable Integer connectorId,
        @Nullable String idTag,
        @Nullable Integer transactionId,
        @Nullable ChargingProfile chargingProfile,
        Instant requestedAt,
        Instant deadline) {

    /** Clocks of charge points differ from ours, so a start may be dated before its request. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    /** What was asked for. */
    public enum Kind {
        START,
        STOP
    }

    /**
     * Whether a transaction is what this start asked for. One that began long before the request
     * comes from a charge point's offline queue, and is not.
     *
     * @param beginsAt when it began
     * @param receivedAt when its start was received
     */
    public boolean startsTransaction(
            String onChargePoint,
            int onConnector,
            String byIdTag,
            Instant beginsAt,
            Instant receivedAt) {
        return kind == Kind.START
                && chargePointId.equalsIgnoreCase(onChargePoint)
                && (connectorId == null || connectorId == onConnector)
                && key(byIdTag).equals(idTag == null ? null : key(idTag))
                && !beginsAt.isBefore(requestedAt.minus(CLOCK_DIFFERENCE))
                && !receivedAt.isAfter(deadline);
    }

    /** Whether the end of a transaction is what this stop asked for. */
    public boolean stopsTransaction(int id, Instant receivedAt) {
        return kind == Kind.STOP
                && transactionId != null
                && transactionId == id
                && !receivedAt.isAfter(deadline);
    }

    private static String key(String idTag) {
        return idTag.toLowerCase(Locale.ROOT);
    }
}
