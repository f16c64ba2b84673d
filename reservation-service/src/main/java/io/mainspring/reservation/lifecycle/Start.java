package io.mainspring.reservation.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transaction's start, as transaction-service published it.
 *
 * @param reservationId the positive id that its StartTransaction carried; null: none
 * @param isAuthorized whether the charge point was told Accepted
 * @param beganAt by the charge point's clock; by ours where that cannot be right
 * @param receivedAt by our clock
 */
record Start(
        String chargePointId,
        int connectorId,
        int transactionId,
        String idTag,
        @Nullable String parentIdTag,
        @Nullable Integer reservationId,
        boolean isAuthorized,
        Instant beganAt,
        Instant receivedAt) {

    /** The earlier of the two clocks. */
    Instant earliest() {
        return beganAt.isBefore(receivedAt) ? beganAt : receivedAt;
    }
}
