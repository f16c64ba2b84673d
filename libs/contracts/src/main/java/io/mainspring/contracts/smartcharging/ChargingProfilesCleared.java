package io.mainspring.contracts.smartcharging;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Charging profiles are gone from a charge point. Those that another one replaced are told by
 * {@link ChargingProfileInstalled}.
 *
 * @param chargingProfileIds those we believed it had; never empty
 * @param commandId the command that cleared them; absent if nobody asked for it, as {@code
 *     requestedBy}
 */
@PublishedAs("charging-profile.cleared.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChargingProfilesCleared(
        String chargePointId,
        List<Integer> chargingProfileIds,
        Cause cause,
        @Nullable UUID commandId,
        @Nullable String requestedBy,
        Instant clearedAt) {

    public ChargingProfilesCleared {
        chargingProfileIds = List.copyOf(chargingProfileIds);
    }

    /** Why they are gone. */
    public enum Cause {
        @JsonProperty("ClearChargingProfile")
        CLEAR_CHARGING_PROFILE,
        @JsonProperty("TransactionEnded")
        TRANSACTION_ENDED,
        @JsonProperty("ChargePointRetired")
        CHARGE_POINT_RETIRED,
        /** Of a later version. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
