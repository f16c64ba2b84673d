package io.mainspring.ocpp.v16.type;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on an idTag. {@code expiryDate} tells until when a charge point may cache it; {@code
 * parentIdTag} names the group. OCPP 1.6 §7.27.
 */
public record IdTagInfo(
        AuthorizationStatus status, @Nullable Instant expiryDate, @Nullable IdToken parentIdTag) {

    /** A verdict without group and expiry. */
    public static IdTagInfo of(AuthorizationStatus status) {
        return new IdTagInfo(status, null, null);
    }
}
