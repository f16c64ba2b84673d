package io.mainspring.chargepoint.trigger;

import io.mainspring.chargepoint.registration.ChargePoints;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was triggered, and what came of it. */
@RestController
@RequestMapping("/api/v1/charge-points/{id}/triggers")
class TriggerController {

    private final ChargePoints chargePoints;
    private final Triggers triggers;

    TriggerController(ChargePoints chargePoints, Triggers triggers) {
        this.chargePoints = chargePoints;
        this.triggers = triggers;
    }

    /** Newest first. */
    @GetMapping
    Page<TriggerView> list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return triggers.list(chargePoints.known(id).value(), Cursor.limit(limit), position(cursor));
    }

    /**
     * One, by the id of its command.
     *
     * @throws Problem 404 if this charge point has none of that id
     */
    @GetMapping("/{commandId}")
    TriggerView read(@PathVariable String id, @PathVariable UUID commandId) {
        return triggers.find(chargePoints.known(id).value(), commandId)
                .orElseThrow(() -> Problem.notFound("no trigger " + commandId + " of " + id));
    }

    private static @Nullable Cursor position(@Nullable String text) {
        var cursor = Cursor.parse(text, 2);
        if (cursor == null) {
            return null;
        }
        try {
            return Cursor.of(
                    Instant.parse(cursor.keys().getFirst()),
                    UUID.fromString(cursor.keys().getLast()));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw Problem.badRequest("?cursor", "is not a cursor that this list gave out");
        }
    }
}
