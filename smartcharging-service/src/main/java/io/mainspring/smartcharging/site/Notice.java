package io.mainspring.smartcharging.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.mainspring.ocpp.v16.action.ClearChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that happened to a charge point of a site, written down where it was heard for the site's next look. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Notice.Ended.class, name = "Ended"),
    @JsonSubTypes.Type(value = Notice.Given.class, name = "Given"),
    @JsonSubTypes.Type(value = Notice.Taken.class, name = "Taken"),
    @JsonSubTypes.Type(value = Notice.Stirred.class, name = "Stirred"),
    @JsonSubTypes.Type(value = Notice.Retired.class, name = "Retired")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface Notice {

    /** An order of the site ended. */
    record Ended(UUID orderId, Verdict verdict) implements Notice {}

    /** Somebody else gave it a profile, or may have. */
    record Given(Foreign profile) implements Notice {}

    /**
     * Somebody else took profiles from it, or may have: the criteria of ClearChargingProfile.
     *
     * @param isSure it said so
     */
    record Taken(
            @Nullable Integer id,
            @Nullable Integer connectorId,
            @Nullable ChargingProfilePurpose purpose,
            @Nullable Integer stackLevel,
            boolean isSure)
            implements Notice {

        ClearChargingProfile.Request criteria() {
            return new ClearChargingProfile.Request(id, connectorId, purpose, stackLevel);
        }
    }

    /** It came or went, or a transaction of it did: worth a look. */
    record Stirred() implements Notice {}

    /** It was taken out of service. */
    record Retired() implements Notice {}
}
