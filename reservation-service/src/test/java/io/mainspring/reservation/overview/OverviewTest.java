package io.mainspring.reservation.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.chargepoint.ConnectorStatus;
import io.mainspring.engines.PlatformDatabase;
import io.mainspring.kit.eventsourcing.ProjectionRebuild;
import io.mainspring.kit.web.Cursor;
import io.mainspring.reservation.Given;
import io.mainspring.reservation.ReservationServiceTest;
import io.mainspring.testkit.Engines;
import io.mainspring.testkit.Rest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ReservationServiceTest
class OverviewTest {

    @Autowired private Given given;
    @Autowired private Rest rest;
    @Autowired private JdbcClient sql;
    @Autowired private ProjectionRebuild rebuild;

    @Test
    void rebuiltEqualsLive() {
        var cp = given.chargePointThatAnswers("Accepted");
        int used = given.accepted(cp, 1, "ALICE", "");
        int ended = given.accepted(cp, 2, "ALICE", ",\"parentIdTag\": \"FLEET\"");
        int replaced = given.accepted(cp, 0, "BOB", "");
        given.reserve(cp, 0, "CAROL", ",\"reservationId\": " + replaced);
        given.started(cp, 1, "ALICE", null, used);
        given.reports(cp, 2, ConnectorStatus.FAULTED);
        given.becomes(used, "Used");
        given.becomes(ended, "Ended");
        var undelivered =
                given.reserve(given.chargePointThatEnds(CommandStatus.OFFLINE), 1, "DAVE", "");
        given.becomes(undelivered.body().at("/request/reservationId").asInt(), "Undelivered");
        var live = rows();

        sql.sql("update reservation set state = 'Lost', id_tag = ''").update();
        rebuild.rebuild("reservation");

        assertThat(rows()).isEqualTo(live).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void reservationsAreFoundByWhatIsKnownOfThemNewestFirst() {
        var cp = given.chargePointThatAnswers("Accepted");
        int one = given.accepted(cp, 1, "Ann", "");
        int two = given.accepted(cp, 2, "Ben", "");
        int three = given.accepted(cp, 0, "ANN", "");
        given.started(cp, 2, "Ben", null, two);
        given.becomes(two, "Used");

        assertThat(found("chargePointId=" + cp)).containsExactly(three, two, one);
        assertThat(found("chargePointId=" + cp + "&connectorId=0")).containsExactly(three);
        assertThat(found("chargePointId=" + cp + "&idTag=ann")).containsExactly(three, one);
        assertThat(found("chargePointId=" + cp + "&state=accepted")).containsExactly(three, one);
        assertThat(found("chargePointId=" + cp + "&state=Used")).containsExactly(two);

        var first = rest.get("?limit=2&chargePointId=" + cp).body();
        assertThat(ids(first)).containsExactly(three, two);
        var next = first.path("nextCursor").asString();
        assertThat(found("limit=2&chargePointId=" + cp + "&cursor=" + next)).containsExactly(one);
    }

    @Test
    void whatIsNoFilterOrNoReservationIsRefused() {
        assertThat(rest.get("?state=Booked").body().path("pointer").asString()).isEqualTo("?state");
        assertThat(rest.get("?cursor=nonsense").status()).isEqualTo(400);
        for (var madeUp :
                List.of(
                        Cursor.of("+999999-01-01T00:00:00Z", 7),
                        Cursor.of("2026-02-31T00:00:00Z", 7),
                        Cursor.of("soon", 7),
                        Cursor.of("2026-01-01T00:00:00Z", "x"),
                        Cursor.of("2026-01-01T00:00:00Z", 1L << 40),
                        Cursor.of("2026-01-01T00:00:00Z", "\0"))) {
            var answer = rest.get("?cursor=" + madeUp);
            assertThat(answer.status()).as(madeUp.keys()::toString).isEqualTo(400);
            assertThat(answer.body().path("pointer").asString()).isEqualTo("?cursor");
        }
        assertThat(rest.get("?idTag=%00").status()).isEqualTo(400);
        assertThat(rest.get("/2147483647").status()).isEqualTo(404);
    }

    @Test
    void biReadsItsViewOfWhichEveryColumnIsExplained() throws SQLException {
        int id = given.accepted(given.chargePointThatAnswers("Accepted"), 1, "ALICE", "");
        try (var connection =
                        DriverManager.getConnection(
                                Engines.postgres().jdbcUrl(PlatformDatabase.NAME),
                                PlatformDatabase.BI_READER,
                                Engines.password());
                var statement = connection.createStatement()) {
            var row =
                    statement.executeQuery(
                            "select state from bi.reservation where reservation_id = " + id);
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("Accepted");
        }
        assertThat(
                        sql.sql(
                                        """
                                        select attname from pg_attribute
                                        where attrelid = 'bi.reservation'::regclass and attnum > 0
                                            and col_description(attrelid, attnum) is null
                                        """)
                                .query(String.class)
                                .list())
                .isEmpty();
    }

    private List<Integer> found(String query) {
        return ids(rest.get("?" + query).body());
    }

    private static List<Integer> ids(tools.jackson.databind.JsonNode page) {
        var ids = new ArrayList<Integer>();
        page.path("items").forEach(item -> ids.add(item.path("reservationId").asInt()));
        return ids;
    }

    private List<Map<String, @Nullable Object>> rows() {
        return sql.sql("select * from reservation order by reservation_id").query().listOfRows();
    }
}
