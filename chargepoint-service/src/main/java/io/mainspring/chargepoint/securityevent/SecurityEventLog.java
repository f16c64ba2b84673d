package io.mainspring.chargepoint.securityevent;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The security events that were reported. */
@Component
class SecurityEventLog {

    private final JdbcClient sql;

    SecurityEventLog(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A security event as operators see it.
     *
     * @param critical whether the whitepaper calls its type critical
     * @param timestamp by the charge point's clock
     */
    record SecurityEventView(
            UUID id,
            String chargePointId,
            String type,
            boolean critical,
            Instant timestamp,
            @Nullable String techInfo,
            Instant receivedAt) {}

    /** What a list is to hold; null does not restrict. */
    record Filter(
            @Nullable String chargePointId,
            @Nullable String type,
            @Nullable Boolean critical,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** Newest first. */
    Page<SecurityEventView> list(Filter filter, int limit, @Nullable Cursor cursor) {
        var rows =
                sql.sql(
                                """
                                select message_id, charge_point_id, type, occurred_at, tech_info,
                                       received_at
                                from security_event
                                where (:id::text is null or charge_point_key = :id::text)
                                  and (:type::text is null or type = :type::text)
                                  and (:critical::boolean is null
                                       or (lower(trim(type)) = any(:types::text[]))
                                          = :critical::boolean)
                                  and (:from::timestamptz is null
                                       or received_at >= :from::timestamptz)
                                  and (:to::timestamptz is null or received_at < :to::timestamptz)
                                  and (:at::timestamptz is null
                                       or (received_at, message_id)
                                          < (:at::timestamptz, :message::uuid))
                                order by received_at desc, message_id desc
                                limit :rows
                                """)
                        .param(
                                "id",
                                filter.chargePointId() == null
                                        ? null
                                        : ChargePointId.keyOf(filter.chargePointId()))
                        .param("type", filter.type())
                        .param("critical", filter.critical())
                        .param("types", CriticalTypes.LOWER_CASE.toArray(String[]::new))
                        .param("from", text(filter.from()))
                        .param("to", text(filter.to()))
                        .param("at", cursor == null ? null : cursor.keys().get(0))
                        .param("message", cursor == null ? null : cursor.keys().get(1))
                        .param("rows", limit + 1)
                        .query((row, _) ->
                                new SecurityEventView(
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        row.getString(3),
                                        CriticalTypes.contain(row.getString(3)),
                                        row.getObject(4, OffsetDateTime.class).toInstant(),
                                        row.getString(5),
                                        row.getObject(6, OffsetDateTime.class).toInstant()))
                        .list();
        return Page.of(rows, limit, last -> Cursor.of(last.receivedAt(), last.id().toString()));
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
