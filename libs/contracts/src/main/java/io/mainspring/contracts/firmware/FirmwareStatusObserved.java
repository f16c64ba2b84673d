package io.mainspring.contracts.firmware;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A charge point reported a status of a firmware update that nobody here ordered.
 *
 * @param status as OCPP spells it
 */
@PublishedAs("firmware.status-observed.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FirmwareStatusObserved(
        String chargePointId, String status, @Nullable Integer requestId, Instant reportedAt) {}
