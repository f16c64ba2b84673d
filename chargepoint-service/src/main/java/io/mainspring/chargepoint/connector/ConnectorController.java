package io.mainspring.chargepoint.connector;

import io.mainspring.chargepoint.registration.ChargePoints;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What connectors are, and were from when until when. */
@RestController
@RequestMapping("/api/v1/charge-points/{id}/connectors")
class ConnectorController {

    private final ChargePoints chargePoints;
    private final Connectors connectors;

    ConnectorController(ChargePoints chargePoints, Connectors connectors) {
        this.chargePoints = chargePoints;
        this.connectors = connectors;
    }

    @GetMapping
    List<Connectors.ConnectorView> now(@PathVariable String id) {
        return connectors.of(chargePoints.known(id).value());
    }

    /** Of all connectors: the intervals that touch the period, newest first. */
    @GetMapping("/status")
    Page<Connectors.IntervalView> statuses(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer connectorId,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return connectors.intervals(
                chargePoints.known(id).value(),
                connectorId,
                from,
                to,
                Cursor.limit(limit),
                Cursor.parse(cursor, 3));
    }

    /** The same for one connector. */
    @GetMapping("/{connectorId}/status")
    Page<Connectors.IntervalView> statusesOfOne(
            @PathVariable String id,
            @PathVariable int connectorId,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return statuses(id, connectorId, from, to, limit, cursor);
    }
}
