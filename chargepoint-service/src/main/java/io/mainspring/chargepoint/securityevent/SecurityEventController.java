package io.mainspring.chargepoint.securityevent;

import io.mainspring.chargepoint.registration.ChargePoints;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Security events, of one charge point or of all. */
@RestController
@RequestMapping("/api/v1/charge-points")
class SecurityEventController {

    private final ChargePoints chargePoints;
    private final SecurityEventLog events;

    SecurityEventController(ChargePoints chargePoints, SecurityEventLog events) {
        this.chargePoints = chargePoints;
        this.events = events;
    }

    @GetMapping("/{id}/security-events")
    Page<SecurityEventLog.SecurityEventView> ofOne(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable Boolean critical,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return events.list(
                new SecurityEventLog.Filter(
                        chargePoints.known(id).value(), type, critical, from, to),
                Cursor.limit(limit),
                Cursor.parse(cursor, 2));
    }

    @GetMapping("/security-events")
    Page<SecurityEventLog.SecurityEventView> ofAll(
            @RequestParam(required = false) @Nullable String chargePointId,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable Boolean critical,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return events.list(
                new SecurityEventLog.Filter(chargePointId, type, critical, from, to),
                Cursor.limit(limit),
                Cursor.parse(cursor, 2));
    }
}
