package io.mainspring.transaction.lifecycle;

import static io.mainspring.transaction.lifecycle.Polls.aStart;
import static io.mainspring.transaction.lifecycle.Polls.aStop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.Header;
import io.mainspring.contracts.Topic;
import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.kit.requests.IncomingRequest;
import io.mainspring.kit.requests.RequestHandler;
import io.mainspring.kit.requests.RequestPolls;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.transaction.GivenIdTags;
import io.mainspring.transaction.Topics;
import io.mainspring.transaction.TransactionServiceTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Kafka delivers at least once; what comes of it counts once. */
@TransactionServiceTest
class RedeliveryTest {

    @Autowired private PollTransaction transaction;
    @Autowired private Decisions decisions;
    @Autowired private RequestPolls requestPolls;
    @Autowired private GivenIdTags idTags;
    @Autowired private Topics topics;
    @Autowired private JdbcClient sql;

    private final String cp = "CP-" + UUID.randomUUID();
    private final Instant now = Instant.now();
    private Polls polls;

    @BeforeEach
    void given() {
        polls = new Polls(transaction, decisions);
    }

    @Test
    void aPollThatComesAgainIsAnsweredAlikeAndStoredOnce() {
        int running = polls.start(cp, aStart(2, idTags.accepted(), 0, now)).transactionId();
        var poll =
                List.of(
                        polls.record(cp, aStart(1, idTags.accepted(), 0, now)),
                        values(1, "1"),
                        polls.record(cp, aStop(running, 10, now)),
                        polls.record(cp, aStop(Integer.MAX_VALUE, 10, now)),
                        values(1, "2"));

        var first = polls.handle(poll);
        var again = polls.handle(poll);

        assertThat(again).isEqualTo(first);
        assertThat(count("select count(*) from meter_value where charge_point_id = ?"))
                .isEqualTo(2);
        assertThat(count("select sum(times_received) from quarantine where charge_point_id = ?"))
                .isEqualTo(1);
        assertThat(
                        count(
                                """
                                select count(*) from domain_event
                                where payload ->> 'chargePointId' = ?
                                """))
                .isEqualTo(3);
    }

    @Test
    void aPollThatOverlapsTheLastOneStoresOnlyWhatIsNew() {
        var one = values(1, "1");
        var two = values(1, "2");
        var three = values(1, "3");

        polls.handle(one, two);
        polls.handle(two, three);

        assertThat(count("select count(*) from meter_value where charge_point_id = ?"))
                .isEqualTo(3);
    }

    @Test
    void aRolledBackPollLeavesNothingAndCanComeAgain() {
        var poll = List.of(polls.record(cp, aStart(1, idTags.accepted(), 0, now)), values(1, "1"));
        var failing =
                new Polls(
                        transaction,
                        (requests, replies) -> {
                            decisions.handle(requests, replies);
                            throw new IllegalStateException("killed before the commit");
                        });

        assertThatThrownBy(() -> failing.handle(poll)).hasMessageContaining("killed");
        assertThat(count("select count(*) from meter_value where charge_point_id = ?")).isZero();

        assertThat(Polls.ids(polls.handle(poll)).getFirst()).isPositive();
        assertThat(count("select count(*) from meter_value where charge_point_id = ?"))
                .isEqualTo(1);
    }

    @Test
    void aPoisonRecordDoesNotTakeItsNeighboursDownAndIsKept() {
        var poison = polls.record(cp, aStart(9, idTags.accepted(), 0, now));
        RequestHandler failsOnPoison =
                (requests, replies) -> {
                    decisions.handle(requests, replies);
                    if (requests.stream().anyMatch(RedeliveryTest::isPoison)) {
                        throw new IllegalArgumentException("poison");
                    }
                };
        try (var deliveries = topics.follow(Topic.DELIVERIES.name())) {
            requestPolls.handle(
                    List.of(
                            polls.record(cp, aStart(1, idTags.accepted(), 0, now)).record(),
                            values(1, "1").record(),
                            poison.record(),
                            polls.record(cp, aStart(2, idTags.accepted(), 0, now)).record()),
                    failsOnPoison);

            var answers = deliveries.awaitAll(record -> cp.equals(record.key()), 3);
            assertThat(answers)
                    .extracting(record -> Header.OCPP_ERROR_CODE.read(record.headers()))
                    .containsExactlyInAnyOrder(null, null, "InternalError");
        }
        assertThat(
                        sql.sql(
                                        """
                                        select connector_id from transaction_key
                                        where charge_point_key = lower(?) order by connector_id
                                        """)
                                .param(cp)
                                .query(Integer.class)
                                .list())
                .containsExactly(1, 2);
        assertThat(count("select count(*) from meter_value where charge_point_id = ?"))
                .isEqualTo(1);
        await().untilAsserted(() ->
                assertThat(
                                sql.sql(
                                                """
                                                select action || ' ' || reason
                                                from quarantine
                                                where charge_point_id = ?
                                                """)
                                        .param(cp)
                                        .query(String.class)
                                        .list())
                        .containsExactly("StartTransaction Unreadable"));
    }

    private static boolean isPoison(IncomingRequest request) {
        return request.message() instanceof StartTransaction.Request start
                && start.connectorId() == 9;
    }

    private IncomingRequest values(int connectorId, String value) {
        return polls.record(
                cp,
                Action.METER_VALUES,
                """
                {"connectorId":%d,"meterValue":[
                    {"timestamp":"%s","sampledValue":[{"value":"%s"}]}]}\
                """
                        .formatted(connectorId, now, value));
    }

    private long count(String query) {
        return sql.sql(query).param(cp).query(Long.class).single();
    }
}
