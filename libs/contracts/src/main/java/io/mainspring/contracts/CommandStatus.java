package io.mainspring.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** {@link #PENDING}, then exactly one of the others: whatever process dies on the way. */
public enum CommandStatus {
    @JsonProperty("Pending")
    PENDING,
    /** The charge point's CALLRESULT is there; what it says may still be "Rejected". */
    @JsonProperty("Answered")
    ANSWERED,
    /** The charge point's CALLERROR, or an answer that is not one to this action. */
    @JsonProperty("Error")
    ERROR,
    /** Sent, and no answer in time. */
    @JsonProperty("TimedOut")
    TIMED_OUT,
    /** Not connected, and the call was not to wait. */
    @JsonProperty("Offline")
    OFFLINE,
    /** Sent, then the connection was lost: whether it was carried out is unknown. */
    @JsonProperty("ConnectionLost")
    CONNECTION_LOST,
    /** Its time was over before it could be sent. */
    @JsonProperty("Expired")
    EXPIRED,
    /** Sent over a connection that a newer one of the same charge point replaced. */
    @JsonProperty("Superseded")
    SUPERSEDED
}
