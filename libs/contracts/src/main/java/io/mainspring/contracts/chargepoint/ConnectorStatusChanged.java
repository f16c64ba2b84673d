package io.mainspring.contracts.chargepoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connector reports something else than before; it lasts until the next event of this type for
 * this connector. A repeated identical report is not published.
 *
 * @param connectorId 0: the charge point itself, whose status is independent of its connectors'
 * @param sequence grows by one with each change of this connector, from 0
 * @param from since when, never before the status it follows
 * @param errorCode OCPP 1.6 spelling, such as {@code NoError} or {@code GroundFailure}; with a
 *     status other than Faulted it is a warning
 * @param receivedAt when it was received
 */
@PublishedAs("connector.status-changed.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectorStatusChanged(
        String chargePointId,
        int connectorId,
        long sequence,
        Instant from,
        ConnectorStatus status,
        String errorCode,
        @Nullable String info,
        @Nullable String vendorErrorCode,
        @Nullable String vendorId,
        Instant receivedAt) {}
