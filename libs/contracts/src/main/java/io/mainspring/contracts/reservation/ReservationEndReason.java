package io.mainspring.contracts.reservation;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a reservation ended that nobody used, cancelled or let expire. */
public enum ReservationEndReason {
    /** The connector or the charge point reported Faulted. */
    @JsonProperty("Faulted")
    FAULTED,
    /** The connector or the charge point reported Unavailable. */
    @JsonProperty("Unavailable")
    UNAVAILABLE,
    /** The charge point was taken out of service for good. */
    @JsonProperty("Retired")
    RETIRED,
    /** Asked to cancel it, the charge point said that it holds no such reservation. */
    @JsonProperty("NotHeld")
    NOT_HELD,
    /** A reason that a later version publishes and this reader does not know. */
    @JsonEnumDefaultValue
    @JsonProperty("Unknown")
    UNKNOWN
}
