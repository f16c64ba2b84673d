package io.mainspring.transaction.idtags;

import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.ocpp.v16.type.IdToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An idTag as auth-service published it last.
 *
 * @param isAccepted whether the operator lets it charge; false: Blocked
 * @param expiryDate from this instant on it is Expired
 */
public record KnownIdTag(
        boolean isAccepted, @Nullable Instant expiryDate, @Nullable String parentIdTag) {

    /**
     * The verdict as of an instant: that of the transaction, so a start that was made offline while
     * the idTag was valid is Accepted after its expiry. Whether it is blocked is judged by what is
     * known now.
     *
     * @param idTag null if it is unknown, which makes it Invalid
     */
    public static IdTagInfo judge(@Nullable KnownIdTag idTag, Instant at) {
        if (idTag == null) {
            return IdTagInfo.of(AuthorizationStatus.INVALID);
        }
        var parent = idTag.parentIdTag == null ? null : new IdToken(idTag.parentIdTag);
        return new IdTagInfo(idTag.status(at), idTag.expiryDate, parent);
    }

    private AuthorizationStatus status(Instant at) {
        if (!isAccepted) {
            return AuthorizationStatus.BLOCKED;
        }
        return expiryDate == null || at.isBefore(expiryDate)
                ? AuthorizationStatus.ACCEPTED
                : AuthorizationStatus.EXPIRED;
    }
}
