package io.mainspring.reservation.overview;

import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import io.mainspring.reservation.lifecycle.State;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reservations, in force and past; milliseconds behind what was decided. */
@RestController
@RequestMapping("/api/v1/reservations")
class OverviewController {

    private final ReservationViews views;

    OverviewController(ReservationViews views) {
        this.views = views;
    }

    @GetMapping
    Page<ReservationView> list(
            @RequestParam(required = false) @Nullable String chargePointId,
            @RequestParam(required = false) @Nullable Integer connectorId,
            @RequestParam(required = false) @Nullable String idTag,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return views.list(
                new ReservationViews.Filter(
                        askable("?chargePointId", chargePointId),
                        connectorId,
                        askable("?idTag", idTag),
                        state == null ? null : state(state)),
                Cursor.parse(cursor, 2),
                Cursor.limit(limit));
    }

    @GetMapping("/{reservationId}")
    ReservationWithHistory get(@PathVariable int reservationId) {
        var reservation =
                views.find(reservationId)
                        .orElseThrow(() -> Problem.notFound("reservation " + reservationId));
        return new ReservationWithHistory(reservation, views.history(reservationId));
    }

    private static State state(String text) {
        return State.labelled(text)
                .orElseThrow(
                        () -> Problem.badRequest("?state", "must be one of " + State.labels()));
    }

    /** NUL is no text to PostgreSQL. */
    private static @Nullable String askable(String parameter, @Nullable String text) {
        if (text != null && text.indexOf('\0') >= 0) {
            throw Problem.badRequest(parameter, "must not contain control characters");
        }
        return text;
    }
}
