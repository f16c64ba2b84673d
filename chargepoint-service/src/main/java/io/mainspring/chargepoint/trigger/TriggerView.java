package io.mainspring.chargepoint.trigger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A trigger as operators see it.
 *
 * @param action TriggerMessage or ExtendedTriggerMessage
 * @param connectorId absent: all connectors
 * @param answer the charge point's status, or how the command ended; absent: not known yet
 * @param messages what came, the first of each connector
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TriggerView(
        UUID commandId,
        String action,
        String requestedMessage,
        @Nullable Integer connectorId,
        String requestedBy,
        Instant requestedAt,
        @Nullable String answer,
        @Nullable Instant answeredAt,
        State state,
        List<Message> messages) {

    /**
     * A message that was taken for the triggered one.
     *
     * @param messageId as in the header {@code message-id} of its record
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Message(
            UUID messageId, String action, @Nullable Integer connectorId, Instant receivedAt) {}

    /** What came of a trigger. */
    enum State {
        @JsonProperty("Waiting")
        WAITING,
        @JsonProperty("Arrived")
        ARRIVED,
        /** The window is over. */
        @JsonProperty("NothingCame")
        NOTHING_CAME,
        /** Rejected, NotImplemented, a CALLERROR, or not delivered. */
        @JsonProperty("Refused")
        REFUSED;

        static State of(@Nullable String answer, boolean isOpen, boolean hasArrived) {
            if (answer == null) {
                return WAITING;
            }
            if (isRefusal(answer)) {
                return REFUSED;
            }
            if (hasArrived) {
                return ARRIVED;
            }
            return isOpen ? WAITING : NOTHING_CAME;
        }

        /** Whether nothing comes of a trigger that ended so: it was not sent or not accepted. */
        static boolean isRefusal(String answer) {
            return switch (answer) {
                case "Accepted", "TimedOut", "ConnectionLost", "Superseded" -> false;
                default -> true;
            };
        }
    }
}
