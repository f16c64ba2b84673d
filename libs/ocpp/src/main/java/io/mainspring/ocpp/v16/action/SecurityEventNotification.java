package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.Length;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Charge point -> central system. Security whitepaper §5.15, §5.16 (use case A04).
 *
 * <p>Reports a security event; critical ones are sent at once and survive being offline.
 */
public interface SecurityEventNotification {

    /** {@code type} is one of the whitepaper's list or a vendor's own: any text is legal. */
    record Request(
            @Length(value = 50, tolerated = Length.DESCRIPTIVE) String type,
            Instant timestamp,
            @Nullable @Length(value = 255, tolerated = Length.DESCRIPTIVE) String techInfo)
            implements OcppRequest<Response> {}

    record Response() implements OcppResponse {}
}
