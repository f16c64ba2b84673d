package io.mainspring.contracts.chargepoint;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** How a charge point became known. */
public enum RegistrationSource {
    @JsonProperty("Operator")
    OPERATOR,
    /** Nobody announced it; it was met through its first BootNotification. */
    @JsonProperty("BootNotification")
    BOOT_NOTIFICATION,
    /** A source that a later version publishes and this reader does not know. */
    @JsonEnumDefaultValue
    @JsonProperty("Unknown")
    UNKNOWN
}
