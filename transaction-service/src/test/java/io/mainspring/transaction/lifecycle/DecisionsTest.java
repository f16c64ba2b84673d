package io.mainspring.transaction.lifecycle;

import static io.mainspring.transaction.lifecycle.Polls.aStart;
import static io.mainspring.transaction.lifecycle.Polls.aStop;
import static io.mainspring.transaction.lifecycle.Polls.aStopBy;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.kit.eventsourcing.EventFollowers;
import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.transaction.GivenIdTags;
import io.mainspring.transaction.TransactionServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TransactionServiceTest
class DecisionsTest {

    @Autowired private PollTransaction transaction;
    @Autowired private Decisions decisions;
    @Autowired private GivenIdTags idTags;
    @Autowired private EventFollowers followers;
    @Autowired private JdbcClient sql;

    private final String cp = "CP-" + UUID.randomUUID();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Instant anHourAgo = now.minus(Duration.ofHours(1));
    private final Instant aMinuteAgo = now.minusSeconds(60);
    private Polls polls;
    private String idTag;

    @BeforeEach
    void given() {
        polls = new Polls(transaction, decisions);
        idTag = idTags.accepted();
    }

    // ---- starts ---------------------------------------------------------------------------------

    @Test
    void anAcceptedIdTagGetsAPositiveTransactionIdThatNobodyElseHas() {
        var first = polls.start(cp, aStart(1, idTag, 0, now));
        var second = polls.start(cp, aStart(2, idTag, 0, now));

        assertThat(first.idTagInfo().status()).isEqualTo(AuthorizationStatus.ACCEPTED);
        assertThat(first.transactionId()).isPositive();
        assertThat(second.transactionId()).isPositive().isNotEqualTo(first.transactionId());
    }

    @Test
    void whateverIsWrongWithTheIdTagThereIsATransactionIdAndTheTransactionIsStored() {
        var invalid = polls.start(cp, aStart(1, GivenIdTags.unheardOf(), 0, now));
        var blocked = polls.start(cp, aStart(2, idTags.blocked(), 0, now));
        var expired = polls.start(cp, aStart(3, idTags.expiringAt(now), 0, now));

        assertThat(List.of(invalid, blocked, expired))
                .allSatisfy(answer -> assertThat(answer.transactionId()).isPositive())
                .extracting(answer -> answer.idTagInfo().status())
                .containsExactly(
                        AuthorizationStatus.INVALID,
                        AuthorizationStatus.BLOCKED,
                        AuthorizationStatus.EXPIRED);
        assertThat(view(blocked.transactionId()))
                .containsEntry("authorization_status", "Blocked")
                .containsEntry("state", "Open");
    }

    @Test
    void theIdTagIsComparedWithoutRegardToCase() {
        var answer = polls.start(cp, aStart(1, idTag.toLowerCase(Locale.ROOT), 0, now));

        assertThat(answer.idTagInfo().status()).isEqualTo(AuthorizationStatus.ACCEPTED);
    }

    @Test
    void theGroupAndTheExpiryAreToldToTheChargePoint() {
        var group = GivenIdTags.unheardOf();

        var answer = polls.start(cp, aStart(1, idTags.ofGroup(group), 0, now));

        assertThat(answer.idTagInfo().parentIdTag()).isEqualTo(new IdToken(group));
    }

    @Test
    void aStartMadeOfflineWhileTheIdTagWasValidIsAccepted() {
        var expired = idTags.expiringAt(anHourAgo);

        assertThat(polls.start(cp, aStart(1, expired, 0, anHourAgo.minusSeconds(1))).idTagInfo())
                .satisfies(i -> assertThat(i.status()).isEqualTo(AuthorizationStatus.ACCEPTED));
        assertThat(polls.start(cp, aStart(1, expired, 0, anHourAgo)).idTagInfo())
                .satisfies(i -> assertThat(i.status()).isEqualTo(AuthorizationStatus.EXPIRED));
    }

    @Test
    void theSameStartAgainGetsTheSameIdAndTheSameVerdictWhateverBecameOfTheIdTag() {
        var start = aStart(1, idTag, 100, now);
        var first = polls.start(cp, start);
        sql.sql("delete from id_tag where id_tag_key = lower(?)").param(idTag).update();

        var again = polls.start(cp, start);

        assertThat(again).isEqualTo(first);
        assertThat(count("transaction_key", first.transactionId())).isEqualTo(1);
    }

    @Test
    void theSpellingOfIdTagAndChargePointDoesNotMakeAnotherStart() {
        var upper = idTag.toUpperCase(Locale.ROOT);
        var lower = idTag.toLowerCase(Locale.ROOT);

        var first = polls.start(cp, aStart(1, upper, 0, now));
        var again = polls.start(cp.toLowerCase(Locale.ROOT), aStart(1, lower, 0, now));

        assertThat(again.transactionId()).isEqualTo(first.transactionId());
    }

    @Test
    void theSameStartTwiceInOnePollIsOneTransaction() {
        var start = aStart(1, idTag, 0, now);

        var answers = polls.handle(polls.record(cp, start), polls.record(cp, start));

        assertThat(answers.getFirst()).isNotNull().isEqualTo(answers.getLast());
    }

    @Test
    void aStartThatDiffersInAnyPartOfItsKeyIsAnotherTransaction() {
        var ids =
                Polls.ids(
                        polls.handle(
                                polls.record(cp, aStart(1, idTag, 0, now)),
                                polls.record(cp, aStart(2, idTag, 0, now)),
                                polls.record(cp, aStart(1, idTag, 1, now)),
                                polls.record(cp, aStart(1, idTag, 0, now.plusSeconds(1))),
                                polls.record(cp, aStart(1, idTags.accepted(), 0, now)),
                                polls.record(cp + "-2", aStart(1, idTag, 0, now))));

        assertThat(ids).doesNotHaveDuplicates().hasSize(6).allMatch(id -> id > 0);
    }

    @Test
    void anIdTagWithNulIsAnsweredLikeAnyOther() {
        var answers =
                polls.handle(
                        polls.record(
                                cp,
                                Action.START_TRANSACTION,
                                """
                                {"connectorId":1,"idTag":"a\\u0000b","meterStart":0,
                                 "timestamp":"2026-03-01T10:00:00Z"}\
                                """));

        assertThat(Polls.ids(answers)).allMatch(id -> id > 0);
    }

    @Test
    void timestampsOutsideOfAllReasonAreAnsweredAndOrderedByReceipt() {
        var before = polls.start(cp, aStart(1, idTag, 0, now)).transactionId();

        var ids =
                Polls.ids(
                        polls.handle(
                                polls.record(cp, aStart(1, idTag, 0, Instant.EPOCH)),
                                polls.record(
                                        cp,
                                        aStart(2, idTag, 0, Instant.parse("2090-01-01T00:00:00Z"))),
                                polls.record(
                                        cp,
                                        aStart(
                                                3,
                                                idTag,
                                                0,
                                                Instant.parse("0001-01-01T00:00:00Z")))));

        assertThat(ids).allMatch(id -> id > 0);
        assertThat(view(before)).containsEntry("state", "EndUnknown");
        assertThat(remarks(ids.getFirst())).contains("ClockImplausible");
    }

    @Test
    void aNewStartOnAConnectorLeavesTheOpenTransactionWithAnUnknownEnd() {
        var old = polls.start(cp, aStart(1, idTag, 0, anHourAgo)).transactionId();
        var other = polls.start(cp, aStart(2, idTag, 0, anHourAgo)).transactionId();

        var next = polls.start(cp, aStart(1, idTag, 500, now));

        assertThat(next.idTagInfo().status()).isEqualTo(AuthorizationStatus.ACCEPTED);
        assertThat(view(old)).containsEntry("state", "EndUnknown");
        assertThat(view(other)).containsEntry("state", "Open");
    }

    @Test
    void anOlderStartFromAnOfflineQueueDoesNotTouchTheTransactionThatBeganAfterIt() {
        var running = polls.start(cp, aStart(1, idTag, 900, now)).transactionId();

        polls.start(cp, aStart(1, idTag, 0, anHourAgo));

        assertThat(view(running)).containsEntry("state", "Open");
    }

    @Test
    void aWholeOfflineSessionInOnePollEndsWhereItEnded() {
        var start = polls.start(cp, aStart(1, idTag, 0, anHourAgo)).transactionId();

        polls.handle(
                polls.record(cp, aStop(start, 700, anHourAgo.plusSeconds(60))),
                polls.record(cp, aStart(1, idTag, 700, anHourAgo.plusSeconds(120))));

        assertThat(view(start)).containsEntry("state", "Stopped").containsEntry("energy_wh", 700L);
    }

    // ---- stops ----------------------------------------------------------------------------------

    @Test
    void aStopEndsItsTransactionAndHasNoVerdictWithoutAnIdTag() {
        var id = polls.start(cp, aStart(1, idTag, 1_000, aMinuteAgo)).transactionId();

        var answer = polls.stop(cp, aStop(id, 8_400, now));

        assertThat(answer.idTagInfo()).isNull();
        assertThat(view(id))
                .containsEntry("state", "Stopped")
                .containsEntry("energy_wh", 7_400L)
                .containsEntry("stop_reason", "Local");
    }

    @Test
    void theIdTagOfAStopIsJudgedAsInAuthorize() {
        var id = polls.start(cp, aStart(1, idTag, 0, aMinuteAgo)).transactionId();

        var answer = polls.stop(cp, aStopBy(idTags.blocked(), id, 100, now));

        assertThat(requireNonNull(answer.idTagInfo()).status())
                .isEqualTo(AuthorizationStatus.BLOCKED);
        assertThat(view(id)).containsEntry("state", "Stopped");
        assertThat(remarks(id)).containsExactly("StoppedByStranger");
    }

    @Test
    void anotherIdTagOfTheGroupIsNoStranger() {
        var group = GivenIdTags.unheardOf();
        var id = polls.start(cp, aStart(1, idTags.ofGroup(group), 0, aMinuteAgo)).transactionId();

        polls.stop(cp, aStopBy(idTags.ofGroup(group), id, 100, now));

        assertThat(remarks(id)).isEmpty();
    }

    @Test
    void theSameStopAgainIsAnsweredAndLeavesNoTrace() {
        var id = polls.start(cp, aStart(1, idTag, 0, aMinuteAgo)).transactionId();
        polls.stop(cp, aStop(id, 100, now));

        polls.stop(cp, aStop(id, 100, now));

        assertThat(remarks(id)).isEmpty();
        assertThat(quarantined()).isEmpty();
    }

    @Test
    void aContradictingStopIsAnsweredTheFirstStaysAndTheOtherGoesToQuarantine() {
        var id = polls.start(cp, aStart(1, idTag, 0, aMinuteAgo)).transactionId();
        polls.stop(cp, aStop(id, 100, now));

        polls.stop(cp, aStop(id, 999, now));

        assertThat(view(id)).containsEntry("meter_stop", 100);
        assertThat(remarks(id)).containsExactly("StopContradicted");
        assertThat(quarantined()).containsExactly("ContradictingStop");
    }

    @Test
    void aStopOfAnUnknownTransactionIsAnsweredAndQuarantinedAsItCame() {
        var answer =
                polls.handle(
                        polls.record(
                                cp,
                                Action.STOP_TRANSACTION,
                                """
                                {"transactionId":2147483647,"meterStop":5,"idTag":"x",
                                 "timestamp":"2026-03-01T10:00:00Z","reason":"Local"}\
                                """));

        assertThat(answer).doesNotContainNull();
        assertThat(quarantined()).containsExactly("UnknownTransaction");
        assertThat(
                        sql.sql("select payload from quarantine where charge_point_id = ?")
                                .param(cp)
                                .query(String.class)
                                .single())
                .contains("\"meterStop\":5");
    }

    @Test
    void theSameUnknownStopAgainIsTheSameEntry() {
        var stop = aStop(Integer.MAX_VALUE, 5, now);
        polls.stop(cp, stop);
        polls.stop(cp, stop);

        assertThat(quarantined()).containsExactly("UnknownTransaction");
    }

    @Test
    void aStopForATransactionOfAnotherChargePointDoesNotEndIt() {
        var id = polls.start(cp, aStart(1, idTag, 0, aMinuteAgo)).transactionId();

        polls.stop(cp + "-other", aStop(id, 100, now));

        assertThat(view(id)).containsEntry("state", "Open");
        assertThat(
                        sql.sql("select reason from quarantine where charge_point_id = ?")
                                .param(cp + "-other")
                                .query(String.class)
                                .list())
                .containsExactly("ForeignTransaction");
    }

    @Test
    void aStopWithoutIdEndsTheOnlyTransactionThatItCanMean() {
        var id = polls.start(cp, aStart(1, idTag, 50, aMinuteAgo)).transactionId();

        polls.stop(cp, aStopBy(idTag, -1, 100, now));
        polls.stop(cp, aStopBy(idTag, -1, 100, now));

        assertThat(view(id)).containsEntry("state", "Stopped").containsEntry("energy_wh", 50L);
        assertThat(remarks(id)).containsExactly("StopWithoutId");
        assertThat(quarantined()).isEmpty();
    }

    @Test
    void aStopWithoutIdThatCanMeanTwoTransactionsIsQuarantined() {
        var one = polls.start(cp, aStart(1, idTag, 0, aMinuteAgo)).transactionId();
        var two = polls.start(cp, aStart(2, idTag, 0, aMinuteAgo)).transactionId();

        polls.stop(cp, aStop(0, 100, now));

        assertThat(quarantined()).containsExactly("NoTransactionId");
        assertThat(view(one)).containsEntry("state", "Open");
        assertThat(view(two)).containsEntry("state", "Open");
    }

    @Test
    void aStopWithoutIdNeverMeansATransactionWhoseIdTheChargePointKnows() {
        var id = polls.start(cp, aStart(1, idTag, 0, aMinuteAgo)).transactionId();
        polls.handle(
                polls.record(
                        cp,
                        Action.METER_VALUES,
                        """
                        {"connectorId":1,"transactionId":%d,"meterValue":[]}\
                        """
                                .formatted(id)));

        polls.stop(cp, aStop(-1, 100, now));

        assertThat(quarantined()).containsExactly("NoTransactionId");
        assertThat(view(id)).containsEntry("state", "Open");
    }

    private Map<String, @Nullable Object> view(int id) {
        followers.awaitCaughtUp();
        return sql.sql("select * from transaction where transaction_id = ?")
                .param(id)
                .query()
                .singleRow();
    }

    private List<@Nullable String> remarks(int id) {
        followers.awaitCaughtUp();
        return sql.sql("select unnest(remarks) from transaction where transaction_id = ?")
                .param(id)
                .query(String.class)
                .list();
    }

    private List<@Nullable String> quarantined() {
        return sql.sql("select reason from quarantine where charge_point_id = ?")
                .param(cp)
                .query(String.class)
                .list();
    }

    private long count(String table, int id) {
        return sql.sql("select count(*) from " + table + " where transaction_id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }
}
