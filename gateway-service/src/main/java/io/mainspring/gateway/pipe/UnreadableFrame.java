package io.mainspring.gateway.pipe;

import io.mainspring.ocpp.codec.OcppErrorCode;
import java.time.Instant;

/**
 * A frame to be kept as it came, for an operator to look at.
 *
 * @param code with which the charge point is answered, if it can be answered
 */
public record UnreadableFrame(
        String chargePointId,
        KeptFrame frame,
        OcppErrorCode code,
        String description,
        Instant receivedAt) {}
