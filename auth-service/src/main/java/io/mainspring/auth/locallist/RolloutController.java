package io.mainspring.auth.locallist;

import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.eventsourcing.EventFollowers;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Roll-outs of changes to many charge points, some at a time. A charge point that calls itself
 * {@code rollouts} has no list here.
 */
@RestController
@RequestMapping("/api/v1/local-lists/rollouts")
class RolloutController {

    private static final int MOST_ID_TAGS = 10_000;

    private final Rollouts rollouts;
    private final EventFollowers followers;
    private final Marks marks;
    private final LocalListSettings settings;
    private final Clock clock;

    RolloutController(
            Rollouts rollouts,
            EventFollowers followers,
            Marks marks,
            LocalListSettings settings,
            Clock clock) {
        this.rollouts = rollouts;
        this.followers = followers;
        this.marks = marks;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What is to be rolled out.
     *
     * @param idTags the lists that hold one of these or are built from it; absent: all lists that
     *     are not known to be in sync
     */
    record Rollout(@Nullable List<String> idTags) {}

    /** Absent charge points are waited for as long as {@code ?whenOnline=} says. */
    @PostMapping
    ResponseEntity<RolloutView> begin(@RequestBody Rollout body, CallOptions options) {
        var idTags = body.idTags();
        if (idTags != null && (idTags.isEmpty() || idTags.size() > MOST_ID_TAGS)) {
            throw Problem.badRequest("/idTags", "must be 1 to " + MOST_ID_TAGS + " idTags");
        }
        if (idTags != null && idTags.stream().anyMatch(tag -> tag == null || tag.indexOf(0) >= 0)) {
            throw Problem.badRequest("/idTags", "must be texts");
        }
        followers.awaitCaughtUp();
        followers.awaitCaughtUp(marks); // or a change of just now would concern nobody
        var id =
                rollouts.begin(
                        idTags,
                        options.requestedBy(),
                        clock.instant(),
                        Optional.ofNullable(options.whenOnline()).orElse(settings.whenOnline()));
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/local-lists/rollouts/" + id))
                .body(read(id));
    }

    /** Newest first. */
    @GetMapping
    Page<RolloutView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursor.limit(limit);
        return Page.of(
                rollouts.list(before(Cursor.parse(cursor, 2)), size + 1),
                size,
                last -> Cursor.of(last.requestedAt(), last.rolloutId()));
    }

    private static Rollouts.Place before(@Nullable Cursor cursor) {
        if (cursor == null) {
            return Rollouts.Place.FIRST;
        }
        try {
            return new Rollouts.Place(
                    Instant.parse(cursor.keys().getFirst()),
                    UUID.fromString(cursor.keys().getLast()));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw Problem.badRequest("?cursor", "is not a cursor that this list gave out");
        }
    }

    @GetMapping("/{id}")
    RolloutView read(@PathVariable UUID id) {
        return rollouts.view(id).orElseThrow(() -> Problem.notFound("There is no such roll-out."));
    }

    @GetMapping("/{id}/charge-points")
    Page<RolloutView.Item> chargePoints(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        read(id);
        int size = Cursor.limit(limit);
        var after = Cursor.parse(cursor, 1);
        return Page.of(
                rollouts.items(id, after == null ? "" : after.keys().getFirst(), size + 1),
                size,
                last -> Cursor.of(ListKey.chargePointKey(last.chargePointId())));
    }
}
