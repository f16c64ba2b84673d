package io.mainspring.ocpp.v16.type;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A schedule with its purpose and rank. Of two profiles of one purpose the higher {@code
 * stackLevel} wins; {@code transactionId} only with purpose TxProfile, {@code recurrencyKind} only
 * with kind Recurring. OCPP 1.6 §7.8.
 */
public record ChargingProfile(
        int chargingProfileId,
        @Nullable Integer transactionId,
        int stackLevel,
        ChargingProfilePurpose chargingProfilePurpose,
        ChargingProfileKind chargingProfileKind,
        @Nullable RecurrencyKind recurrencyKind,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        ChargingSchedule chargingSchedule) {}
