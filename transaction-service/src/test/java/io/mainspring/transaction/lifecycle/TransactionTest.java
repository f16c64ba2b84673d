package io.mainspring.transaction.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.transaction.lifecycle.TransactionCommand.End;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class TransactionTest {

    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2026-03-01T11:00:00Z");
    private static final UUID COMMAND = new UUID(0, 7);
    private static final IdTagInfo ACCEPTED =
            new IdTagInfo(AuthorizationStatus.ACCEPTED, ELEVEN, new IdToken("FLEET"));

    private final AggregateTestFixture<Transaction> transaction =
            new AggregateTestFixture<>(Transaction.class);

    private final TransactionEvent.Started started = started(1, 1_000, TEN, List.of());

    @Test
    void aStartBeginsTheTransactionWithTheVerdictThatTheChargePointIsTold() {
        transaction.givenNoPriorActivity().when(start(1, 1_000, TEN, TEN)).expectEvents(started);
    }

    @Test
    void aStartWithARefusedIdTagBeginsTheTransactionAllTheSame() {
        transaction
                .givenNoPriorActivity()
                .when(
                        new TransactionCommand.Start(
                                42,
                                "CP-7",
                                1,
                                "DEADBEEF",
                                IdTagInfo.of(AuthorizationStatus.INVALID),
                                0,
                                null,
                                TEN,
                                TEN,
                                null,
                                null))
                .expectEvents(
                        new TransactionEvent.Started(
                                42,
                                "CP-7",
                                1,
                                "DEADBEEF",
                                null,
                                AuthorizationStatus.INVALID,
                                null,
                                0,
                                null,
                                TEN,
                                TEN,
                                null,
                                null,
                                List.of()));
    }

    @Test
    void whatIsOddAboutAStartIsMarkedAndRefusesNothing() {
        transaction
                .givenNoPriorActivity()
                .when(start(0, -5, Instant.EPOCH, TEN))
                .expectEvents(
                        new TransactionEvent.Started(
                                42,
                                "CP-7",
                                0,
                                "DEADBEEF",
                                "FLEET",
                                AuthorizationStatus.ACCEPTED,
                                ELEVEN,
                                -5,
                                9,
                                Instant.EPOCH,
                                TEN,
                                COMMAND,
                                null,
                                List.of(
                                        Remark.CLOCK_IMPLAUSIBLE,
                                        Remark.NO_CONNECTOR,
                                        Remark.METER_NEGATIVE)));
    }

    @Test
    void aRepeatedStartIsToldTheVerdictOfTheFirst() {
        transaction
                .given(started)
                .when(new TransactionCommand.RepeatStart(42))
                .expectNoEvents()
                .expectResultMessagePayload(ACCEPTED);
    }

    @Test
    void stoppingReportsTheEnergyDelivered() {
        transaction
                .given(started)
                .when(stop("CP-7", end(8_400, ELEVEN)))
                .expectResultMessagePayload(StopResult.STOPPED)
                .expectEvents(stopped(8_400, 7_400, ELEVEN, List.of()));
    }

    @Test
    void aRegisterThatWentBackwardsIsStoredAsItIsAndCountsAsNoEnergy() {
        transaction
                .given(started)
                .when(stop("CP-7", end(-1, ELEVEN)))
                .expectEvents(stopped(-1, 0, ELEVEN, List.of(Remark.METER_BELOW_START)));
    }

    @Test
    void theLargestPossibleDifferenceOfRegistersDoesNotOverflow() {
        transaction
                .given(started(1, Integer.MIN_VALUE, TEN, List.of()))
                .when(stop("CP-7", end(Integer.MAX_VALUE, ELEVEN)))
                .expectEvents(
                        new TransactionEvent.Stopped(
                                42,
                                "CP-7",
                                1,
                                "DEADBEEF",
                                Integer.MIN_VALUE,
                                TEN,
                                Integer.MAX_VALUE,
                                4_294_967_295L,
                                ELEVEN,
                                ELEVEN,
                                StopReason.LOCAL,
                                null,
                                null,
                                List.of()));
    }

    @Test
    void aStopDatedBeforeTheStartIsMarked() {
        transaction
                .given(started)
                .when(stop("CP-7", end(8_400, TEN.minusSeconds(1))))
                .expectEvents(
                        stopped(
                                8_400,
                                7_400,
                                TEN.minusSeconds(1),
                                List.of(Remark.STOP_BEFORE_START, Remark.REPORTED_LATE)));
    }

    @Test
    void theSameStopAgainChangesNothing() {
        transaction
                .given(started, stopped(8_400, 7_400, ELEVEN, List.of()))
                .when(stop("CP-7", end(8_400, ELEVEN)))
                .expectResultMessagePayload(StopResult.REPEATED)
                .expectNoEvents();
    }

    @Test
    void anotherEndThanTheFirstIsRecordedOnceAndTheFirstStays() {
        var second = end(9_000, ELEVEN);
        var contradicted =
                new TransactionEvent.StopContradicted(
                        42, "CP-7", 9_000, ELEVEN, StopReason.LOCAL, null, ELEVEN);
        transaction
                .given(started, stopped(8_400, 7_400, ELEVEN, List.of()))
                .when(stop("CP-7", second))
                .expectResultMessagePayload(StopResult.CONTRADICTED)
                .expectEvents(contradicted);

        new AggregateTestFixture<>(Transaction.class)
                .given(started, stopped(8_400, 7_400, ELEVEN, List.of()), contradicted)
                .when(stop("CP-7", end(9_001, ELEVEN)))
                .expectResultMessagePayload(StopResult.CONTRADICTED)
                .expectNoEvents();
    }

    @Test
    void aStopOfAnotherChargePointIsNotApplied() {
        transaction
                .given(started)
                .when(stop("CP-8", end(8_400, ELEVEN)))
                .expectResultMessagePayload(StopResult.FOREIGN)
                .expectNoEvents();
    }

    @Test
    void theSpellingOfAChargePointsIdDoesNotMakeItAnother() {
        transaction
                .given(started)
                .when(stop("cp-7", end(8_400, ELEVEN)))
                .expectResultMessagePayload(StopResult.STOPPED);
    }

    @Test
    void aTransactionWhoseConnectorWasTakenOverHasAnUnknownEnd() {
        transaction
                .given(started)
                .when(new TransactionCommand.GiveUp(42, ELEVEN, 43))
                .expectEvents(endUnknown());
    }

    @Test
    void aStopThatComesLateEndsATransactionThatWasGivenUp() {
        transaction
                .given(started, endUnknown())
                .when(stop("CP-7", end(8_400, ELEVEN)))
                .expectResultMessagePayload(StopResult.STOPPED)
                .expectEvents(stopped(8_400, 7_400, ELEVEN, List.of()));
    }

    @Test
    void whatHasEndedIsNotGivenUp() {
        transaction
                .given(started, stopped(8_400, 7_400, ELEVEN, List.of()))
                .when(new TransactionCommand.GiveUp(42, ELEVEN, 43))
                .expectNoEvents();
    }

    @Test
    void anOperatorCanEndAnOpenTransaction() {
        transaction
                .given(started)
                .when(new TransactionCommand.Assign(42, end(8_400, ELEVEN), "olga", ELEVEN))
                .expectEvents(stopped(8_400, 7_400, ELEVEN, List.of(Remark.STOP_ASSIGNED)));
    }

    @Test
    void anOperatorCanCorrectTheEndOfAStoppedTransaction() {
        transaction
                .given(started, stopped(8_400, 7_400, ELEVEN, List.of()))
                .when(new TransactionCommand.Assign(42, end(9_000, ELEVEN), "olga", ELEVEN))
                .expectEvents(corrected());
    }

    @Test
    void afterACorrectionTheReportedStopIsStillKnownAsARepetition() {
        transaction
                .given(started, stopped(8_400, 7_400, ELEVEN, List.of()), corrected())
                .when(stop("CP-7", end(8_400, ELEVEN)))
                .expectResultMessagePayload(StopResult.REPEATED)
                .expectNoEvents();
    }

    @Test
    void theIdTagOfTheEndIsComparedWithoutRegardToCase() {
        var one = new End(1, TEN, StopReason.LOCAL, "abc");
        assertThat(one.isSameAs(new End(1, TEN, StopReason.LOCAL, "ABC"))).isTrue();
        assertThat(one.isSameAs(new End(1, TEN, StopReason.LOCAL, null))).isFalse();
        assertThat(end(1, TEN).isSameAs(one)).isFalse();
    }

    private static TransactionCommand.Start start(
            int connectorId, int meterStart, Instant startedAt, Instant receivedAt) {
        return new TransactionCommand.Start(
                42,
                "CP-7",
                connectorId,
                "DEADBEEF",
                ACCEPTED,
                meterStart,
                9,
                startedAt,
                receivedAt,
                COMMAND,
                null);
    }

    private static TransactionEvent.Started started(
            int connectorId, int meterStart, Instant startedAt, List<Remark> remarks) {
        return new TransactionEvent.Started(
                42,
                "CP-7",
                connectorId,
                "DEADBEEF",
                "FLEET",
                AuthorizationStatus.ACCEPTED,
                ELEVEN,
                meterStart,
                9,
                startedAt,
                TEN,
                COMMAND,
                null,
                remarks);
    }

    private static End end(int meterStop, Instant stoppedAt) {
        return new End(meterStop, stoppedAt, StopReason.LOCAL, null);
    }

    private static TransactionCommand.Stop stop(String chargePointId, End end) {
        return new TransactionCommand.Stop(42, chargePointId, end, false, false, ELEVEN, null);
    }

    private static TransactionEvent.Stopped stopped(
            int meterStop, long energyWh, Instant stoppedAt, List<Remark> remarks) {
        return new TransactionEvent.Stopped(
                42,
                "CP-7",
                1,
                "DEADBEEF",
                1_000,
                TEN,
                meterStop,
                energyWh,
                stoppedAt,
                ELEVEN,
                StopReason.LOCAL,
                null,
                null,
                remarks);
    }

    private static TransactionEvent.EndUnknown endUnknown() {
        return new TransactionEvent.EndUnknown(42, "CP-7", 1, "DEADBEEF", TEN, ELEVEN, 43);
    }

    private static TransactionEvent.Corrected corrected() {
        return new TransactionEvent.Corrected(
                42,
                "CP-7",
                1,
                "DEADBEEF",
                1_000,
                TEN,
                9_000,
                8_000,
                ELEVEN,
                StopReason.LOCAL,
                null,
                "olga",
                ELEVEN,
                List.of(Remark.STOP_ASSIGNED));
    }
}
