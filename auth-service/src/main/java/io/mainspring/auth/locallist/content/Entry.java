package io.mainspring.auth.locallist.content;

import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One idTag of a local authorization list and the verdict on it.
 *
 * @param idTag spelling as it goes to the charge point
 * @param expiryDate from this instant on the charge point takes it as expired; null: never
 * @param parentIdTag its group; null: none
 */
public record Entry(
        String idTag,
        AuthorizationStatus status,
        @Nullable Instant expiryDate,
        @Nullable String parentIdTag) {

    /** What makes two spellings the same idTag. */
    public String key() {
        return keyOf(idTag);
    }

    static String keyOf(String idTag) {
        return idTag.toLowerCase(Locale.ROOT);
    }

    /**
     * Whether a charge point that holds this entry decides as it would by the other. An entry that
     * was sent as Accepted until a date is, after that date, worth the same as one sent as Expired:
     * the passing of time alone makes no list stale.
     */
    boolean saysTheSameAs(Entry other) {
        return key().equals(other.key())
                && Objects.equals(expiryDate, other.expiryDate)
                && Objects.equals(group(), other.group())
                && (status == other.status
                        || (expiryDate != null && isOfTime(status) && isOfTime(other.status)));
    }

    private @Nullable String group() {
        return parentIdTag == null ? null : parentIdTag.toLowerCase(Locale.ROOT);
    }

    private static boolean isOfTime(AuthorizationStatus status) {
        return status == AuthorizationStatus.ACCEPTED || status == AuthorizationStatus.EXPIRED;
    }
}
