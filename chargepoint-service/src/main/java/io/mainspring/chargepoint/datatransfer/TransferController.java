package io.mainspring.chargepoint.datatransfer;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.chargepoint.registration.ChargePoints;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The DataTransfers of a charge point that were accepted. */
@RestController
class TransferController {

    private final ChargePoints chargePoints;
    private final JdbcClient sql;

    TransferController(ChargePoints chargePoints, JdbcClient sql) {
        this.chargePoints = chargePoints;
        this.sql = sql;
    }

    /** A DataTransfer as operators see it. */
    record TransferView(
            UUID id,
            String chargePointId,
            String vendorId,
            @Nullable String messageId,
            @Nullable String data,
            Instant receivedAt) {}

    /** Newest first. */
    @GetMapping("/api/v1/charge-points/{id}/data-transfers")
    Page<TransferView> list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String vendorId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var after = Cursor.parse(cursor, 2);
        int rows = Cursor.limit(limit);
        return Page.of(
                sql.sql(
                                """
                                select message_id, charge_point_id, vendor_id, vendor_message_id,
                                       data, received_at
                                from data_transfer
                                where charge_point_key = :id
                                  and (:vendor::text is null
                                       or lower(vendor_id) = lower(:vendor::text))
                                  and (:at::timestamptz is null
                                       or (received_at, message_id)
                                          < (:at::timestamptz, :message::uuid))
                                order by received_at desc, message_id desc
                                limit :rows
                                """)
                        .param("id", ChargePointId.keyOf(chargePoints.known(id).value()))
                        .param("vendor", vendorId)
                        .param("at", after == null ? null : after.keys().get(0))
                        .param("message", after == null ? null : after.keys().get(1))
                        .param("rows", rows + 1)
                        .query((row, _) ->
                                new TransferView(
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getObject(6, OffsetDateTime.class).toInstant()))
                        .list(),
                rows,
                last -> Cursor.of(last.receivedAt(), last.id().toString()));
    }
}
