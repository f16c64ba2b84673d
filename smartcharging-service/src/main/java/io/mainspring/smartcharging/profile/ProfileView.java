package io.mainspring.smartcharging.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A profile that we believe a charge point to have, as operators see it.
 *
 * @param origin the action it came with
 * @param chargingProfile as it was sent; of a remote start with the transaction it became
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProfileView(
        String chargePointId,
        int connectorId,
        int chargingProfileId,
        String chargingProfilePurpose,
        int stackLevel,
        @Nullable Integer transactionId,
        State state,
        String origin,
        UUID commandId,
        String installedBy,
        Instant installedAt,
        JsonNode chargingProfile) {

    /** Whether it can still limit anything. */
    enum State {
        @JsonProperty("Installed")
        INSTALLED,
        /** Its validTo is past: the charge point may have dropped it, or ignores it. */
        @JsonProperty("Expired")
        EXPIRED
    }
}
