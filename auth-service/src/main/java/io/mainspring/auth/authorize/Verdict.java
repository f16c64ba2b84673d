package io.mainspring.auth.authorize;

import io.mainspring.auth.idtag.Standing;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.ocpp.v16.type.IdToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides about one idTag. {@code ConcurrentTx} is never the verdict: the same card must be
 * authorizable to stop its own transaction (OCPP 1.6 §7.2).
 */
final class Verdict {

    private Verdict() {}

    /**
     * What the register knows of an idTag.
     *
     * @param expiryDate the first instant at which it is expired; null: never
     */
    record Registered(
            Standing standing, @Nullable Instant expiryDate, @Nullable String parentIdTag) {}

    /** Barred comes before expired: the operator's word is the stronger reason. */
    static IdTagInfo on(@Nullable Registered idTag, Instant now) {
        if (idTag == null) {
            return IdTagInfo.of(AuthorizationStatus.INVALID);
        }
        var parent = idTag.parentIdTag();
        return new IdTagInfo(
                status(idTag, now),
                idTag.expiryDate(),
                parent == null ? null : new IdToken(parent));
    }

    private static AuthorizationStatus status(Registered idTag, Instant now) {
        return switch (idTag.standing()) {
            case BLOCKED -> AuthorizationStatus.BLOCKED;
            case ACCEPTED -> {
                var end = idTag.expiryDate();
                yield end != null && !now.isBefore(end)
                        ? AuthorizationStatus.EXPIRED
                        : AuthorizationStatus.ACCEPTED;
            }
        };
    }
}
