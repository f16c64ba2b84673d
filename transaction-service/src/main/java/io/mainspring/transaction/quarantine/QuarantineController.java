package io.mainspring.transaction.quarantine;

import io.mainspring.kit.eventsourcing.EventFollowers;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The operator's hands on the quarantine. */
@RestController
@RequestMapping("/api/v1/transactions/quarantine")
class QuarantineController {

    private final QuarantineViews views;
    private final Settlement settlement;
    private final EventFollowers followers;

    QuarantineController(QuarantineViews views, Settlement settlement, EventFollowers followers) {
        this.views = views;
        this.settlement = settlement;
        this.followers = followers;
    }

    @GetMapping
    Page<QuarantineView> list(
            @RequestParam(required = false) @Nullable String chargePointId,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return views.list(chargePointId, state, Cursor.parse(cursor, 1), Cursor.limit(limit));
    }

    @GetMapping("/{quarantineId}")
    QuarantineView get(@PathVariable long quarantineId) {
        return view(quarantineId);
    }

    /**
     * Assigns an entry to a transaction. A stop ends it, or corrects its end; anything else is only
     * linked to it.
     */
    @PostMapping("/{quarantineId}/assign")
    QuarantineView assign(
            @PathVariable long quarantineId, @RequestBody AssignBody body, Principal operator) {
        settlement.assign(
                view(quarantineId), body.transactionId(), body.stop(), operator.getName());
        followers.awaitCaughtUp();
        return view(quarantineId);
    }

    /**
     * @param stop fields of StopTransaction that shall count instead of those that came; for an
     *     unreadable frame, what the operator reads in it
     */
    record AssignBody(int transactionId, @Nullable JsonNode stop) {}

    /** Says that an entry is of no use. */
    @PostMapping("/{quarantineId}/dismiss")
    QuarantineView dismiss(
            @PathVariable long quarantineId, @RequestBody DismissBody body, Principal operator) {
        settlement.dismiss(view(quarantineId), body.note(), operator.getName());
        return view(quarantineId);
    }

    /**
     * @param note why
     */
    record DismissBody(@Nullable String note) {}

    private QuarantineView view(long id) {
        return views.find(id).orElseThrow(() -> Problem.notFound("quarantine entry " + id));
    }
}
