package io.mainspring.kit.calls;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.Outcome;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A command as operators see it.
 *
 * @param action OCPP action name
 * @param request the CALL's payload
 * @param response the CALLRESULT's payload, once it is there
 * @param error the charge point's CALLERROR, if that is what it answered
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record CommandView(
        UUID commandId,
        String chargePointId,
        String action,
        CommandStatus status,
        Instant requestedAt,
        @Nullable Instant completedAt,
        String requestedBy,
        JsonNode request,
        @Nullable JsonNode response,
        Outcome.@Nullable CallFailure error) {

    static CommandView of(Outcome outcome) {
        return new CommandView(
                outcome.commandId(),
                outcome.chargePointId(),
                outcome.action().wireName(),
                outcome.status(),
                outcome.requestedAt(),
                outcome.completedAt(),
                outcome.requestedBy(),
                outcome.request(),
                outcome.response(),
                outcome.error());
    }
}
