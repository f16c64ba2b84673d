package io.mainspring.chargepoint.securityevent;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A security event of a charge point; one stream each. */
public sealed interface SecurityEvent {

    /**
     * The charge point reported it.
     *
     * @param requestId of the record that brought it
     * @param type free text; the security whitepaper names the usual ones
     * @param timestamp by the charge point's clock
     */
    record Reported(
            String chargePointId,
            UUID requestId,
            String type,
            Instant timestamp,
            @Nullable String techInfo,
            Instant receivedAt)
            implements SecurityEvent {

        /** Told by its type, so it is not stored. */
        public boolean isCritical() {
            return CriticalTypes.contain(type);
        }
    }
}
