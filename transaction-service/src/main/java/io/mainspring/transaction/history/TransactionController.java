package io.mainspring.transaction.history;

import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Transactions, running and past. */
@RestController
@RequestMapping("/api/v1/transactions")
class TransactionController {

    private static final List<String> STATES = List.of("Open", "Stopped", "EndUnknown");

    private final TransactionViews views;

    TransactionController(TransactionViews views) {
        this.views = views;
    }

    /** {@code from} and {@code to} are about the start: from inclusive, to exclusive. */
    @GetMapping
    Page<TransactionView> list(
            @RequestParam(required = false) @Nullable String chargePointId,
            @RequestParam(required = false) @Nullable Integer connectorId,
            @RequestParam(required = false) @Nullable String idTag,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (state != null && !STATES.contains(state)) {
            throw Problem.badRequest("?state", "must be one of " + STATES);
        }
        return views.list(
                new TransactionViews.Filter(chargePointId, connectorId, idTag, state, from, to),
                Cursor.parse(cursor, 2),
                Cursor.limit(limit));
    }

    @GetMapping("/{transactionId}")
    TransactionView get(@PathVariable int transactionId) {
        return views.find(transactionId)
                .orElseThrow(() -> Problem.notFound("transaction " + transactionId));
    }
}
