package io.mainspring.contracts.chargepoint;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What has become of a charge point's certificate. */
public enum CertificateState {
    /** The charge point's request is taken up. */
    @JsonProperty("Requested")
    REQUESTED,
    /** The charge point's request cannot be processed. */
    @JsonProperty("Refused")
    REFUSED,
    @JsonProperty("Signed")
    SIGNED,
    /** The authority did not sign: somebody must look, nothing is tried again. */
    @JsonProperty("SigningFailed")
    SIGNING_FAILED,
    @JsonProperty("Sent")
    SENT,
    /** The charge point took it. */
    @JsonProperty("Accepted")
    ACCEPTED,
    /** The charge point refused it. */
    @JsonProperty("Rejected")
    REJECTED,
    /** It did not reach the charge point, or whether it did is unknown. */
    @JsonProperty("Undelivered")
    UNDELIVERED,
    @JsonProperty("InUse")
    IN_USE,
    @JsonProperty("Revoked")
    REVOKED,
    @JsonProperty("Expired")
    EXPIRED,
    /** A state that a later version publishes and this reader does not know. */
    @JsonEnumDefaultValue
    @JsonProperty("Unknown")
    UNKNOWN
}
