package io.mainspring.chargepoint.deviation;

import static java.time.ZoneOffset.UTC;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.contracts.Request;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The repairs that the requests of a charge point needed, and how often. */
@Component
public class Deviations {

    private final JdbcClient sql;
    private final JdbcTemplate batches;

    Deviations(JdbcClient sql, JdbcTemplate batches) {
        this.sql = sql;
        this.batches = batches;
    }

    /**
     * One deviation of one charge point.
     *
     * @param repair name of the rule of tolerant reading
     */
    public record DeviationView(
            String repair, long occurrences, Instant firstSeenAt, Instant lastSeenAt) {}

    private static final class Count {

        final String chargePointId;
        final Instant first;
        Instant last;
        long occurrences;

        Count(Request request) {
            chargePointId = request.chargePointId();
            first = request.receivedAt();
            last = first;
        }
    }

    private record Row(String chargePointKey, String repair) implements Comparable<Row> {
        @Override
        public int compareTo(Row other) {
            int byChargePoint = chargePointKey.compareTo(other.chargePointKey);
            return byChargePoint != 0 ? byChargePoint : repair.compareTo(other.repair);
        }
    }

    /** Within the transaction of the poll; each request must come exactly once. */
    public void count(List<Request> requests) {
        var counts = new TreeMap<Row, Count>();
        for (var request : requests) {
            for (var repair : request.repairs()) {
                var count =
                        counts.computeIfAbsent(
                                new Row(ChargePointId.keyOf(request.chargePointId()), repair),
                                _ -> new Count(request));
                count.occurrences++;
                count.last = request.receivedAt();
            }
        }
        if (counts.isEmpty()) {
            return;
        }
        batches.batchUpdate(
                """
                insert into deviation (charge_point_key, repair, charge_point_id, occurrences,
                    first_seen_at, last_seen_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (charge_point_key, repair) do update
                set occurrences = deviation.occurrences + excluded.occurrences,
                    last_seen_at = greatest(deviation.last_seen_at, excluded.last_seen_at)
                """,
                List.copyOf(counts.entrySet()),
                counts.size(),
                (statement, entry) -> {
                    var count = entry.getValue();
                    statement.setString(1, entry.getKey().chargePointKey());
                    statement.setString(2, entry.getKey().repair());
                    statement.setString(3, count.chargePointId);
                    statement.setLong(4, count.occurrences);
                    statement.setObject(5, count.first.atOffset(UTC));
                    statement.setObject(6, count.last.atOffset(UTC));
                });
    }

    /** The most frequent first. */
    List<DeviationView> of(String chargePointId) {
        return sql.sql(
                        """
                        select repair, occurrences, first_seen_at, last_seen_at from deviation
                        where charge_point_key = ?
                        order by occurrences desc, repair
                        """)
                .param(ChargePointId.keyOf(chargePointId))
                .query((row, _) ->
                        new DeviationView(
                                row.getString(1),
                                row.getLong(2),
                                row.getObject(3, OffsetDateTime.class).toInstant(),
                                row.getObject(4, OffsetDateTime.class).toInstant()))
                .list();
    }
}
