package io.mainspring.firmware.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A charge point as its last BootNotification described it; nulls are what it did not say. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FleetMember(
        String chargePointId,
        @Nullable String vendor,
        @Nullable String model,
        @Nullable String firmwareVersion) {}
