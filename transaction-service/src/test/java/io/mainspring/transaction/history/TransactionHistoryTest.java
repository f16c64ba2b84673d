package io.mainspring.transaction.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mainspring.engines.PlatformDatabase;
import io.mainspring.kit.eventsourcing.EventFollowers;
import io.mainspring.kit.eventsourcing.ProjectionRebuild;
import io.mainspring.testkit.Engines;
import io.mainspring.transaction.GivenIdTags;
import io.mainspring.transaction.Rest;
import io.mainspring.transaction.TransactionServiceTest;
import io.mainspring.transaction.WireSide;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TransactionServiceTest
class TransactionHistoryTest {

    @Autowired private WireSide wire;
    @Autowired private Rest rest;
    @Autowired private GivenIdTags idTags;
    @Autowired private ProjectionRebuild rebuild;
    @Autowired private EventFollowers followers;
    @Autowired private JdbcClient sql;

    private final String cp = "CP-" + UUID.randomUUID();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Test
    void rebuiltEqualsLive() {
        int stopped = wire.start(cp, 1, idTags.accepted(), 0, now.minusSeconds(50));
        wire.stop(cp, stop(stopped, 100, "ABC"));
        wire.stop(cp, stop(stopped, 200, "ABC"));
        wire.start(cp, 2, GivenIdTags.unheardOf(), 0, now.minusSeconds(40));
        wire.start(cp, 2, idTags.accepted(), 7, now.minusSeconds(30));
        wire.start(cp, 0, idTags.blocked(), -7, Instant.EPOCH);
        followers.awaitCaughtUp();
        var live = all();

        rebuild.rebuild("transaction-history");

        assertThat(all()).isEqualTo(live);
        assertThat(live).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void transactionsAreFoundByWhatIsKnownOfThemNewestStartFirst() {
        var idTag = idTags.accepted();
        int one = wire.start(cp, 1, idTag, 0, now.minusSeconds(300));
        int two = wire.start(cp, 2, idTags.accepted(), 0, now.minusSeconds(200));
        int three = wire.start(cp, 3, idTag, 0, now.minusSeconds(100));
        wire.stop(cp, stop(two, 10, "X"));
        followers.awaitCaughtUp();

        assertThat(found("")).containsExactly(three, two, one);
        assertThat(found("&connectorId=2")).containsExactly(two);
        assertThat(found("&idTag=" + idTag.toUpperCase(Locale.ROOT))).containsExactly(three, one);
        assertThat(found("&state=Open")).containsExactly(three, one);
        assertThat(found("&state=Stopped")).containsExactly(two);
        assertThat(found("&from=" + now.minusSeconds(200) + "&to=" + now.minusSeconds(100)))
                .containsExactly(two);
    }

    @Test
    void aListIsReadPageByPageWithoutLossOrRepetition() {
        var expected = new ArrayList<Integer>();
        for (int i = 0; i < 5; i++) {
            expected.addFirst(wire.start(cp, i + 1, idTags.accepted(), 0, now));
        }
        followers.awaitCaughtUp();

        var read = new ArrayList<Integer>();
        var path = "/api/v1/transactions?limit=2&chargePointId=" + cp;
        var page = rest.get(path);
        read.addAll(ids(page));
        while (!page.body().get("nextCursor").isNull()) {
            page = rest.get(path + "&cursor=" + page.text("/nextCursor"));
            read.addAll(ids(page));
        }

        assertThat(read).isEqualTo(expected);
    }

    @Test
    void whatIsNoFilterOrNoTransactionIsRefused() {
        assertThat(rest.get("/api/v1/transactions?state=Running").text("/pointer"))
                .isEqualTo("?state");
        assertThat(rest.get("/api/v1/transactions?cursor=nonsense").status()).isEqualTo(400);
        assertThat(rest.get("/api/v1/transactions/2147483647").status()).isEqualTo(404);
        assertThat(rest.get("/api/v1/transactions/2147483647/meter-values").status())
                .isEqualTo(404);
    }

    @Test
    void biReadsItsViewAlsoAfterARebuildAndNothingElse() throws SQLException {
        int id = wire.start(cp, 1, idTags.accepted(), 1_000, now.minusSeconds(60));
        wire.stop(cp, stop(id, 8_400, "X"));
        rebuild.rebuild("transaction-history");

        try (var connection =
                        DriverManager.getConnection(
                                Engines.postgres().jdbcUrl(PlatformDatabase.NAME),
                                PlatformDatabase.BI_READER,
                                Engines.password());
                var statement = connection.createStatement()) {
            var row =
                    statement.executeQuery(
                            "select energy_wh, state, duration > interval '0' from bi.transaction"
                                    + " where transaction_id = "
                                    + id);
            assertThat(row.next()).isTrue();
            assertThat(row.getLong(1)).isEqualTo(7_400);
            assertThat(row.getString(2)).isEqualTo("Stopped");
            assertThat(row.getBoolean(3)).isTrue();

            for (var table : tables()) {
                assertForbidden(connection, "select * from transaction." + table);
            }
            assertForbidden(connection, "delete from bi.transaction");
            assertForbidden(connection, "create table bi.mine (id int)");
            assertForbidden(connection, "create table public.mine (id int)");
        }
    }

    @Test
    void everyColumnOfTheViewForBiIsExplained() {
        assertThat(
                        sql.sql(
                                        """
                                        select attname from pg_attribute
                                        where attrelid = 'bi.transaction'::regclass and attnum > 0
                                            and col_description(attrelid, attnum) is null
                                        """)
                                .query(String.class)
                                .list())
                .isEmpty();
    }

    private List<@Nullable String> tables() {
        var tables =
                sql.sql(
                                """
                                select tablename from pg_tables where schemaname = 'transaction'
                                """)
                        .query(String.class)
                        .list();
        assertThat(tables).contains("transaction", "domain_event", "id_tag", "meter_value");
        return tables;
    }

    private static void assertForbidden(Connection connection, String statement) {
        assertThatThrownBy(
                        () -> {
                            try (var s = connection.createStatement()) {
                                s.execute(statement);
                            }
                        })
                .as(statement)
                .hasMessageContaining("permission denied");
    }

    private List<Integer> found(String filter) {
        return ids(rest.get("/api/v1/transactions?chargePointId=" + cp + filter));
    }

    private static List<Integer> ids(Rest.Answer page) {
        var ids = new ArrayList<Integer>();
        page.body().get("items").forEach(item -> ids.add(item.get("transactionId").asInt()));
        return ids;
    }

    private List<Map<String, @Nullable Object>> all() {
        return sql
                .sql(
                        """
                        select *, array_to_string(remarks, ',') as remarks_text from transaction
                        where charge_point_id = ? order by transaction_id
                        """)
                .param(cp)
                .query()
                .listOfRows()
                .stream()
                .peek(row -> row.remove("remarks"))
                .toList();
    }

    private String stop(int id, int meterStop, String idTag) {
        return """
        {"transactionId":%d,"meterStop":%d,"timestamp":"%s","idTag":"%s"}\
        """
                .formatted(id, meterStop, now, idTag);
    }
}
