package io.mainspring.chargepoint.registration;

import static java.time.ZoneOffset.UTC;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.kit.eventsourcing.EventSourcing;
import io.mainspring.kit.eventsourcing.StoredEventFormat;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What happened to a charge point, and how it was at a time: straight from the stored events. */
@RestController
@RequestMapping("/api/v1/charge-points/{id}/history")
class HistoryController {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient sql;
    private final StoredEventFormat format;

    HistoryController(JdbcClient sql, EventSourcing eventSourcing) {
        this.sql = sql;
        this.format = eventSourcing.format();
    }

    /**
     * A stored event as operators see it.
     *
     * @param at when it was stored
     * @param event without hashes of keys
     */
    record Entry(UUID eventId, long sequence, String type, Instant at, JsonNode event) {}

    /** Newest first. */
    @GetMapping
    Page<Entry> events(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursor.limit(limit);
        var from = Cursor.parse(cursor, 1);
        var rows =
                sql.sql(
                                """
                                select event_id, sequence, event_type, occurred_at, payload::text
                                from domain_event
                                where aggregate_id = ? and sequence < ?::bigint
                                order by sequence desc limit ?
                                """)
                        .params(
                                ChargePointId.keyOf(id),
                                from == null ? Long.MAX_VALUE : number(from.keys().getFirst()),
                                size + 1)
                        .query((row, _) ->
                                new Entry(
                                        row.getObject(1, UUID.class),
                                        row.getLong(2),
                                        row.getString(3),
                                        row.getObject(4, OffsetDateTime.class).toInstant(),
                                        withoutHashes(JSON.readTree(row.getString(5)))))
                        .list();
        if (rows.isEmpty() && from == null) {
            throw ChargePoints.unknown(id);
        }
        return Page.of(rows, size, last -> Cursor.of(last.sequence()));
    }

    /** As it was known here at a time; presence is not history and not part of it. */
    @GetMapping(params = "asOf")
    ChargePointView asOf(@PathVariable String id, @RequestParam Instant asOf) {
        var state = new ChargePointState();
        int events = replay(id, asOf, state);
        if (events == 0) {
            throw Problem.notFound("charge point " + id + " was not known at " + asOf);
        }
        return ChargePointView.of(state, ChargePointView.Presence.UNKNOWN);
    }

    private int replay(String id, Instant asOf, ChargePointState state) {
        var events =
                sql.sql(
                                """
                                select event_type, payload::text from domain_event
                                where aggregate_id = ? and occurred_at <= ?
                                order by sequence
                                """)
                        .params(ChargePointId.keyOf(id), asOf.atOffset(UTC))
                        .query((row, _) ->
                                (ChargePointEvent) format.read(row.getString(1), row.getString(2)))
                        .list();
        events.forEach(state::on);
        return events.size();
    }

    private static long number(String sequence) {
        try {
            return Long.parseLong(sequence);
        } catch (NumberFormatException e) {
            throw Problem.badRequest("?cursor", "is not a cursor that this list gave out");
        }
    }

    /** A hash of a key that somebody chose himself might be guessed from. */
    private static JsonNode withoutHashes(JsonNode event) {
        if (event instanceof ObjectNode object) {
            object.remove(
                    List.of("keys", "key").stream().filter(n -> isHash(object.get(n))).toList());
        }
        return event;
    }

    private static boolean isHash(@Nullable JsonNode value) {
        return value != null
                && (value.has("sha256") || (value.isArray() && value.path(0).has("sha256")));
    }
}
