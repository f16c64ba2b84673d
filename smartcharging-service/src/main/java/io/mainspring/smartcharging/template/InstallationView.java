package io.mainspring.smartcharging.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far an installation has come.
 *
 * @param template the template's name when it began
 * @param force also where the charge point's own limits forbid it
 * @param progress how many charge points are in which state
 */
record InstallationView(
        UUID installationId,
        String template,
        int connectorId,
        boolean force,
        boolean finished,
        Map<String, Integer> progress,
        Instant requestedAt,
        String requestedBy) {

    /**
     * One charge point.
     *
     * @param state Waiting, Sent, then one of Accepted, Rejected, NotSupported, Error, NotSent,
     *     InDoubt; or Refused (by us: its own limits forbid it), Cancelled
     * @param reason of Refused
     * @param commandId once it is Sent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Target(
            String chargePointId,
            int chargingProfileId,
            String state,
            @Nullable String reason,
            @Nullable UUID commandId,
            @Nullable Instant changedAt) {}
}
