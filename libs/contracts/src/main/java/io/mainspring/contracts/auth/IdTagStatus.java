package io.mainspring.contracts.auth;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What the operator decided about an idTag. Expiry is no status here: it follows from the expiry
 * date and the reader's clock.
 */
public enum IdTagStatus {
    @JsonProperty("Accepted")
    ACCEPTED,
    /** Barred by the operator, whatever the expiry date says. */
    @JsonProperty("Blocked")
    BLOCKED,
    /** A status that a later version publishes and this reader does not know: do not accept. */
    @JsonEnumDefaultValue
    @JsonProperty("Unknown")
    UNKNOWN
}
