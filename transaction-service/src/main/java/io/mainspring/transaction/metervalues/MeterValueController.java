package io.mainspring.transaction.metervalues;

import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The meter values of one transaction. */
@RestController
class MeterValueController {

    private final MeterValueViews views;

    MeterValueController(MeterValueViews views) {
        this.views = views;
    }

    @GetMapping("/api/v1/transactions/{transactionId}/meter-values")
    Page<MeterValueView> meterValues(
            @PathVariable int transactionId,
            @RequestParam(required = false) @Nullable String measurand,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var startReceived = views.startReceived(transactionId);
        if (startReceived == null) {
            throw Problem.notFound("transaction " + transactionId);
        }
        return views.of(
                transactionId,
                startReceived,
                measurand,
                Cursor.parse(cursor, 1),
                Cursor.limit(limit));
    }
}
