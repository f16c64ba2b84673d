package io.mainspring.reservation.lifecycle;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is reserved for whom and until when.
 *
 * @param connectorId 0: any connector of the charge point
 * @param parentIdTag the group that may use it too
 */
record Terms(int connectorId, String idTag, @Nullable String parentIdTag, Instant expiryDate) {

    static Terms of(ReservationEvent.Requested e) {
        return new Terms(e.connectorId(), e.idTag(), e.parentIdTag(), e.expiryDate());
    }

    /** By either clock: a start may be told long after it was, or dated ahead. */
    boolean isBeforeExpiry(Start start) {
        return start.beganAt().isBefore(expiryDate) || start.receivedAt().isBefore(expiryDate);
    }

    boolean covers(int connector) {
        return connectorId == 0 || connectorId == connector;
    }

    /** Whether somebody is the one it is held for, and how; null if he is not. */
    @Nullable Match entitles(String byIdTag, @Nullable String ofGroup) {
        if (key(idTag).equals(key(byIdTag))) {
            return Match.ID_TAG;
        }
        return parentIdTag != null && ofGroup != null && key(parentIdTag).equals(key(ofGroup))
                ? Match.PARENT_ID_TAG
                : null;
    }

    private static String key(String idTag) {
        return idTag.toLowerCase(Locale.ROOT);
    }
}
