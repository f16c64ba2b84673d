package io.mainspring.correlation.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.ConnectionNotice;
import io.mainspring.contracts.ConnectionNotice.State;
import io.mainspring.contracts.Outcome;
import io.mainspring.contracts.Owner;
import io.mainspring.correlation.CorrelationServiceApplication;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.kit.web.Cursor;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.testkit.Engines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        classes = CorrelationServiceApplication.class,
        properties = "spring.config.name=correlation-service",
        webEnvironment = SpringBootTest.WebEnvironment.MOCK)
@ContextConfiguration(initializers = Engines.class)
class LedgerTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final CommandLedger commands;
    private final CommandViews views;
    private final ConnectionLedger connections;
    private final ConnectionViews connectionViews;
    private final JdbcTemplate sql;
    private final TransactionTemplate transaction;

    @Autowired
    LedgerTest(
            CommandLedger commands,
            CommandViews views,
            ConnectionLedger connections,
            ConnectionViews connectionViews,
            JdbcTemplate sql,
            PlatformTransactionManager transactions) {
        this.commands = commands;
        this.views = views;
        this.connections = connections;
        this.connectionViews = connectionViews;
        this.sql = sql;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void aCommandIsPendingUntilItsOutcomeComes() {
        var call = call("CP-pending", Action.RESET, "{\"type\":\"Soft\"}");
        commands.asked(List.of(call));
        assertThat(view(call))
                .satisfies(pending -> {
                    assertThat(pending.status()).isEqualTo(CommandStatus.PENDING);
                    assertThat(pending.completedAt()).isNull();
                    assertThat(pending.response()).isNull();
                });

        commands.ended(List.of(outcome(call, CommandStatus.ANSWERED)));
        assertThat(view(call))
                .satisfies(answered -> {
                    assertThat(answered.status()).isEqualTo(CommandStatus.ANSWERED);
                    assertThat(answered.completedAt()).isEqualTo(NOON.plusSeconds(1));
                    assertThat(answered.response()).hasToString("{\"status\":\"Accepted\"}");
                    assertThat(answered.request()).hasToString("{\"type\":\"Soft\"}");
                });
    }

    @Test
    void theOrderAndTheNumberOfRecordsDoNotMatter() {
        var call = call("CP-order", Action.RESET, "{\"type\":\"Soft\"}");
        var outcome = outcome(call, CommandStatus.TIMED_OUT);
        commands.ended(List.of(outcome, outcome));
        commands.asked(List.of(call, call));
        commands.ended(List.of(outcome(call, CommandStatus.ANSWERED)));

        assertThat(view(call).status()).isEqualTo(CommandStatus.TIMED_OUT);
    }

    @Test
    void aFailureIsKeptWithItsDetails() {
        var call = call("CP-failure", Action.RESET, "{\"type\":\"Soft\"}");
        var details = JsonMapper.shared().readTree("{\"path\":\"/status\"}");
        commands.ended(
                List.of(
                        new Outcome(
                                call.commandId(),
                                call.chargePointId(),
                                call.action(),
                                CommandStatus.ERROR,
                                call.requestedAt(),
                                NOON,
                                call.requestedBy(),
                                JsonMapper.shared().readTree(call.payload()),
                                null,
                                new Outcome.CallFailure("NotSupported", "no", details))));

        assertThat(view(call).error())
                .isEqualTo(new Outcome.CallFailure("NotSupported", "no", details));
    }

    @Test
    void aSecretIsNowhereInTheTable() {
        var key = "4D795F5365637265745F4B657921";
        var payload = "{\"key\":\"AuthorizationKey\",\"value\":\"%s\"}".formatted(key);
        var early = call("CP-secret", Action.CHANGE_CONFIGURATION, payload);
        var late = call("CP-secret", Action.CHANGE_CONFIGURATION, payload);
        commands.asked(List.of(early));
        commands.ended(List.of(outcome(late, CommandStatus.ANSWERED)));

        assertThat(view(early).request().get("value").asString()).isEqualTo("***");
        assertThat(
                        sql.queryForObject(
                                "select count(*) from command where command::text like ?",
                                Integer.class,
                                "%" + key + "%"))
                .isZero();
    }

    @Test
    void listsAreFilteredNewestFirstAndPaged() {
        var all = new ArrayList<Call>();
        for (int i = 0; i < 7; i++) {
            all.add(call("CP-Page", Action.CLEAR_CACHE, "{}", NOON.plusSeconds(i / 2)));
        }
        commands.asked(all);
        commands.ended(List.of(outcome(all.get(0), CommandStatus.ANSWERED)));
        commands.asked(List.of(call("CP-Page", Action.RESET, "{}", NOON)));

        var filter = new CommandViews.Filter("cp-page", Action.CLEAR_CACHE, CommandStatus.PENDING);
        var first = views.list(filter, 4, null);
        var second = views.list(filter, 4, Cursor.parse(first.nextCursor(), 2));
        var listed = new ArrayList<>(first.items());
        listed.addAll(second.items());

        assertThat(first.items()).hasSize(4);
        assertThat(second.nextCursor()).isNull();
        assertThat(listed)
                .extracting(CommandView::commandId)
                .containsExactlyInAnyOrderElementsOf(
                        all.subList(1, 7).stream().map(Call::commandId).toList());
        assertThat(listed)
                .extracting(CommandView::requestedAt)
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void noListReadsMoreOfTheTableThanItShows() {
        var filters =
                List.of(
                        "where true",
                        "where lower(charge_point_id) = 'cp-7'",
                        "where action = 'Reset'",
                        "where status = 'Pending'",
                        "where action = 'Reset' and status = 'Pending'");
        transaction.executeWithoutResult(_ -> {
            // An empty table is always read as a whole, unless that is forbidden.
            sql.execute("set local enable_seqscan = off");
            sql.execute("set local enable_sort = off");
            filters.forEach(filter ->
                    assertThat(plan(filter))
                            .as(filter)
                            .contains("Index Scan")
                            .doesNotContain("Sort", "Filter"));
        });
    }

    @Test
    void theNewestConnectionCountsInWhateverOrderItsNoticesCome() {
        var life =
                List.of(
                        connected("CP-Any", 10, 0),
                        disconnected("CP-Any", 10, 5),
                        connected("CP-Any", 20, 4),
                        connected("CP-Any", 30, 8),
                        disconnected("CP-Any", 20, 9));
        for (int seed = 0; seed < 20; seed++) {
            sql.update("delete from connection");
            var shuffled = new ArrayList<>(life);
            Collections.shuffle(shuffled, new Random(seed));
            connections.heard(shuffled);

            assertThat(connectionViews.find("cp-any"))
                    .hasValueSatisfying(view -> {
                        assertThat(view.connected()).isTrue();
                        assertThat(view.chargePointId()).isEqualTo("CP-Any");
                        assertThat(view.since()).isEqualTo(NOON.plusSeconds(8));
                        assertThat(view.gateway()).isEqualTo("gateway-30");
                    });
        }
    }

    @Test
    void theEndOfAConnectionKeepsItsBeginningAndItsReason() {
        connections.heard(List.of(disconnected("CP-Gone", 10, 5)));
        connections.heard(List.of(connected("CP-Gone", 10, 0)));

        assertThat(connectionViews.find("CP-Gone"))
                .hasValueSatisfying(view -> {
                    assertThat(view.connected()).isFalse();
                    assertThat(view.since()).isEqualTo(NOON);
                    assertThat(view.disconnectedAt()).isEqualTo(NOON.plusSeconds(5));
                    assertThat(view.reason()).isEqualTo("peer went away");
                });
    }

    @Test
    void connectionsAreFilteredAndPaged() {
        sql.update("delete from connection");
        for (int i = 0; i < 5; i++) {
            connections.heard(List.of(connected("CP-" + i, 100, i)));
        }
        connections.heard(List.of(disconnected("CP-0", 100, 50)));

        var standing = new ConnectionViews.Filter(true, "gateway-100", 2);
        var first = connectionViews.list(standing, 3, null);
        assertThat(first.items())
                .extracting(ConnectionView::chargePointId)
                .containsExactly("CP-4", "CP-3", "CP-2");
        assertThat(connectionViews.list(standing, 3, Cursor.parse(first.nextCursor(), 2)).items())
                .extracting(ConnectionView::chargePointId)
                .containsExactly("CP-1");
        var gone = new ConnectionViews.Filter(false, null, null);
        assertThat(connectionViews.list(gone, 3, null).items())
                .extracting(ConnectionView::chargePointId)
                .containsExactly("CP-0");
        var elsewhere = new ConnectionViews.Filter(null, "gateway-7", null);
        assertThat(connectionViews.list(elsewhere, 3, null).items()).isEmpty();
    }

    private String plan(String filter) {
        var plan =
                sql.queryForList(
                        "explain select * from command "
                                + filter
                                + " order by requested_at desc, command_id desc limit 10",
                        String.class);
        return String.join("\n", plan);
    }

    private CommandView view(Call call) {
        return views.find(call.commandId()).orElseThrow();
    }

    private static Call call(String chargePointId, Action action, String payload) {
        return call(chargePointId, action, payload, NOON);
    }

    private static Call call(String chargePointId, Action action, String payload, Instant at) {
        return new Call(
                chargePointId,
                UUID.randomUUID(),
                action,
                Owner.CHARGEPOINT,
                at,
                at.plusSeconds(60),
                false,
                "operator-1",
                payload.getBytes(UTF_8));
    }

    private static Outcome outcome(Call call, CommandStatus status) {
        var json = JsonMapper.shared();
        return new Outcome(
                call.commandId(),
                call.chargePointId(),
                call.action(),
                status,
                call.requestedAt(),
                NOON.plusSeconds(1),
                call.requestedBy(),
                json.readTree(call.payload()),
                status == CommandStatus.ANSWERED
                        ? json.readTree("{\"status\":\"Accepted\"}")
                        : null,
                null);
    }

    private static ConnectionLedger.Heard connected(String id, long epoch, int second) {
        return heard(id, State.CONNECTED, epoch, second);
    }

    private static ConnectionLedger.Heard disconnected(String id, long epoch, int second) {
        return heard(id, State.DISCONNECTED, epoch, second);
    }

    private static ConnectionLedger.Heard heard(String id, State state, long epoch, int second) {
        return new ConnectionLedger.Heard(
                new ConnectionNotice(
                        id,
                        state,
                        1,
                        "gateway-" + epoch,
                        state == State.CONNECTED ? null : epoch,
                        NOON.plusSeconds(second),
                        2,
                        "192.0.2.7:50123",
                        state == State.CONNECTED ? null : "peer went away"),
                epoch);
    }
}
