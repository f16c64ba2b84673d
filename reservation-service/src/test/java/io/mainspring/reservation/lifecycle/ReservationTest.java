package io.mainspring.reservation.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReservationTest {

    private static final int ID = 7;
    private static final String CP = "CP-7";
    private static final UUID COMMAND = UUID.fromString("0198f2a0-0000-7000-8000-000000000007");
    private static final UUID OTHER = UUID.fromString("0198f2a0-0000-7000-8000-000000000008");
    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant ACCEPTED_AT = TEN.plusSeconds(1);
    private static final Instant HALF_PAST = TEN.plus(Duration.ofMinutes(30));
    private static final Instant ELEVEN = TEN.plus(Duration.ofHours(1));

    // ---- asked and answered

    @Test
    void theSameRequestToldTwiceIsOne() {
        given(requested(1))
                .when(
                        new ReservationCommand.Request(
                                ID, CP, COMMAND, terms(1, ELEVEN), "olga", TEN))
                .expectNoEvents();
    }

    @Test
    void onlyAcceptedMakesItActive() {
        expect(given(requested(1)).when(settle(COMMAND, accepted())), accepted(1, false));
        expect(
                given(requested(1))
                        .when(settle(COMMAND, new Answer(Answer.Kind.REFUSED, "Occupied", null))),
                new ReservationEvent.Refused(ID, CP, COMMAND, "Occupied", null, ACCEPTED_AT));
        expect(
                given(requested(1))
                        .when(settle(COMMAND, new Answer(Answer.Kind.UNCERTAIN, "TimedOut", null))),
                new ReservationEvent.Undelivered(ID, CP, COMMAND, "TimedOut", true, ACCEPTED_AT));
    }

    @Test
    void aRepeatedOutcomeChangesNothing() {
        given(requested(1), accepted(1, false)).when(settle(COMMAND, accepted())).expectNoEvents();
    }

    @Test
    void otherTermsReplaceWhatIsInForceOnlyOnceTheyAreAccepted() {
        var asked = requested(2, OTHER, HALF_PAST);
        expect(
                given(requested(1), accepted(1, false), asked).when(settle(OTHER, accepted())),
                new ReservationEvent.Accepted(
                        ID,
                        CP,
                        OTHER,
                        2,
                        "ALICE",
                        "FLEET",
                        HALF_PAST,
                        true,
                        "olga",
                        TEN,
                        ACCEPTED_AT));
        expect(
                given(
                                requested(1),
                                accepted(1, false),
                                asked,
                                new ReservationEvent.Refused(
                                        ID, CP, OTHER, "Occupied", null, ACCEPTED_AT))
                        .when(use(start(1, "ALICE", ID, HALF_PAST))),
                used(start(1, "ALICE", ID, HALF_PAST), Match.RESERVATION_ID));
    }

    // ---- used

    @Test
    void whoeverStartsWithTheIdUsesIt() {
        var byAStranger = start(1, "MALLORY", ID, HALF_PAST);
        expect(
                given(requested(1), accepted(1, false)).when(use(byAStranger)),
                used(byAStranger, Match.RESERVATION_ID));
    }

    @Test
    void withoutTheIdTheReservedIdTagOrItsGroupUsesIt() {
        var alice = start(1, "alice", null, HALF_PAST);
        var bob = new Start(CP, 1, 42, "BOB", "fleet", null, true, HALF_PAST, HALF_PAST);
        expect(given(requested(1), accepted(1, false)).when(use(alice)), used(alice, Match.ID_TAG));
        expect(
                given(requested(1), accepted(1, false)).when(use(bob)),
                used(bob, Match.PARENT_ID_TAG));
    }

    @Test
    void withoutTheIdAStrangerAnotherConnectorARefusedDriverOrAnOldStartDoesNot() {
        var refused = new Start(CP, 1, 42, "ALICE", null, null, false, HALF_PAST, HALF_PAST);
        var ofAnotherGroup = new Start(CP, 1, 42, "BOB", "CREW", null, true, HALF_PAST, HALF_PAST);
        var yesterday = TEN.minus(Duration.ofDays(1));
        var fromTheQueue = new Start(CP, 1, 42, "ALICE", null, null, true, yesterday, HALF_PAST);
        for (var start :
                List.of(
                        start(1, "MALLORY", null, HALF_PAST),
                        start(2, "ALICE", null, HALF_PAST),
                        start(1, "ALICE", null, ELEVEN),
                        start(1, "ALICE", null, TEN.minusSeconds(1)),
                        refused,
                        ofAnotherGroup,
                        fromTheQueue)) {
            given(requested(1), accepted(1, false)).when(use(start)).expectNoEvents();
        }
    }

    @Test
    void aReservationOfConnectorZeroIsUsedOnAnyConnector() {
        var onTwo = start(2, "ALICE", null, HALF_PAST);
        expect(given(requested(0), accepted(0, false)).when(use(onTwo)), used(onTwo, Match.ID_TAG));
    }

    @Test
    void aStartOfAnotherChargePointIsNoneOfItsBusiness() {
        var elsewhere = new Start("CP-8", 1, 42, "ALICE", null, ID, true, HALF_PAST, HALF_PAST);
        given(requested(1), accepted(1, false)).when(use(elsewhere)).expectNoEvents();
    }

    @Test
    void aStartWithTheIdThatComesBeforeTheOutcomeUsesItAndTheOutcomeChangesNothing() {
        var start = start(1, "ALICE", ID, HALF_PAST);
        expect(given(requested(1)).when(use(start)), used(start, Match.RESERVATION_ID));
        given(requested(1), used(start, Match.RESERVATION_ID))
                .when(settle(COMMAND, accepted()))
                .expectNoEvents();
    }

    @Test
    void aStartWithoutTheIdThatComesBeforeTheOutcomeWaitsForIt() {
        var start = start(1, "ALICE", null, HALF_PAST);
        expect(given(requested(1)).when(use(start)), held(start));
        expect(
                given(requested(1), held(start)).when(settle(COMMAND, accepted())),
                accepted(1, false),
                used(start, Match.ID_TAG));
        expect(
                given(requested(1), held(start))
                        .when(settle(COMMAND, new Answer(Answer.Kind.REFUSED, "Occupied", null))),
                new ReservationEvent.Refused(ID, CP, COMMAND, "Occupied", null, ACCEPTED_AT));
    }

    @Test
    void aStartFromBeforeTheExpiryThatIsToldAfterwardsUsesItAllTheSame() {
        var late =
                new Start(CP, 1, 42, "ALICE", null, null, true, HALF_PAST, ELEVEN.plusSeconds(90));
        var expired = new ReservationEvent.Expired(ID, CP, ELEVEN);
        expect(
                given(requested(1), accepted(1, false), expired).when(use(late)),
                used(late, Match.ID_TAG));
        given(requested(1), accepted(1, false), expired)
                .when(use(start(1, "ALICE", null, ELEVEN)))
                .expectNoEvents();
    }

    @Test
    void theChargePointsWordCountsMoreThanAnEndThatWasInferred() {
        var start = start(1, "ALICE", ID, HALF_PAST);
        for (var end :
                List.of(
                        new ReservationEvent.Expired(ID, CP, ELEVEN),
                        new ReservationEvent.Ended(ID, CP, EndReason.FAULTED, 1, TEN),
                        new ReservationEvent.Ended(ID, CP, EndReason.NOT_HELD, null, TEN))) {
            expect(
                    given(requested(1), accepted(1, false), end).when(use(start)),
                    used(start, Match.RESERVATION_ID));
        }
        expect(
                given(
                                requested(1),
                                new ReservationEvent.Undelivered(
                                        ID, CP, COMMAND, "TimedOut", true, ACCEPTED_AT))
                        .when(use(start)),
                used(start, Match.RESERVATION_ID));
    }

    @Test
    void aStartWithTheIdOfWhatTheChargePointItselfGaveUpIsOnlyNoted() {
        var start = start(1, "ALICE", ID, HALF_PAST);
        expect(
                given(
                                requested(1),
                                accepted(1, false),
                                new ReservationEvent.Cancelled(ID, CP, OTHER, "olga", TEN))
                        .when(use(start)),
                new ReservationEvent.StartDisregarded(
                        ID, CP, 42, "ALICE", State.CANCELLED, HALF_PAST));
    }

    @Test
    void aRepeatedStartUsesItOnce() {
        var start = start(1, "ALICE", ID, HALF_PAST);
        given(requested(1), accepted(1, false), used(start, Match.RESERVATION_ID))
                .when(use(start))
                .expectNoEvents();
    }

    // ---- ended

    @Test
    void itExpiresAtItsExpiryDateHoweverLateThatIsNoticed() {
        expect(
                given(requested(1), accepted(1, false))
                        .when(new ReservationCommand.Expire(ID, ELEVEN.plus(Duration.ofDays(2)))),
                new ReservationEvent.Expired(ID, CP, ELEVEN));
        given(requested(1), accepted(1, false))
                .when(new ReservationCommand.Expire(ID, ELEVEN.minusMillis(1)))
                .expectNoEvents();
    }

    @ParameterizedTest
    @EnumSource(
            value = EndReason.class,
            names = {"FAULTED", "UNAVAILABLE"})
    void aFailureOfTheConnectorOrOfTheChargePointEndsIt(EndReason reason) {
        for (int connector : new int[] {0, 1}) {
            expect(
                    given(requested(1), accepted(1, false))
                            .when(interrupt(connector, reason, HALF_PAST)),
                    new ReservationEvent.Ended(ID, CP, reason, connector, HALF_PAST));
        }
    }

    @Test
    void aFailureOfAnotherConnectorOrFromBeforeTheAcceptanceDoesNot() {
        given(requested(1), accepted(1, false))
                .when(interrupt(2, EndReason.FAULTED, HALF_PAST))
                .expectNoEvents();
        given(requested(1), accepted(1, false))
                .when(interrupt(1, EndReason.UNAVAILABLE, TEN.minusSeconds(1)))
                .expectNoEvents();
        given(requested(1), accepted(1, false))
                .when(
                        new ReservationCommand.Interrupt(
                                ID,
                                1,
                                EndReason.UNAVAILABLE,
                                TEN.minus(Duration.ofDays(1)),
                                HALF_PAST))
                .expectNoEvents();
        given(requested(0), accepted(0, false))
                .when(interrupt(1, EndReason.FAULTED, HALF_PAST))
                .expectNoEvents();
    }

    @Test
    void aFailureAfterTheAcceptanceEndsItEvenIfItIsHeardOfBefore() {
        var failure = interrupt(1, EndReason.FAULTED, HALF_PAST);
        var seen =
                new ReservationEvent.FailureSeen(
                        ID, CP, 1, EndReason.FAULTED, HALF_PAST, HALF_PAST);
        expect(given(requested(1)).when(failure), seen);
        expect(
                given(requested(1), seen).when(settle(COMMAND, accepted())),
                accepted(1, false),
                new ReservationEvent.Ended(ID, CP, EndReason.FAULTED, 1, HALF_PAST));
    }

    @Test
    void aCancellationEndsItAndSoDoesTheAnswerThatThereIsNothingToCancel() {
        expect(
                given(requested(1), accepted(1, false)).when(cancel(CP, true)),
                new ReservationEvent.Cancelled(ID, CP, OTHER, "olga", HALF_PAST));
        expect(
                given(requested(1), accepted(1, false)).when(cancel(CP, false)),
                new ReservationEvent.Ended(ID, CP, EndReason.NOT_HELD, null, HALF_PAST));
        given(requested(1), accepted(1, false)).when(cancel("CP-8", true)).expectNoEvents();
    }

    @Test
    void itEndsWithItsChargePoint() {
        expect(
                given(requested(1), accepted(1, false))
                        .when(new ReservationCommand.Retire(ID, HALF_PAST)),
                new ReservationEvent.Ended(ID, CP, EndReason.RETIRED, null, HALF_PAST));
    }

    // ---- late

    @Test
    void whatTheChargePointSaidBeforeTheExpiryCountsAlsoAfterIt() {
        expect(
                given(requested(1), accepted(1, false), expired()).when(cancel(CP, true)),
                new ReservationEvent.Cancelled(ID, CP, OTHER, "olga", HALF_PAST));
        expect(
                given(requested(1), accepted(1, false), expired()).when(cancel(CP, false)),
                new ReservationEvent.Ended(ID, CP, EndReason.NOT_HELD, null, HALF_PAST));
        expect(
                given(requested(1), accepted(1, false), expired())
                        .when(interrupt(1, EndReason.FAULTED, HALF_PAST)),
                new ReservationEvent.Ended(ID, CP, EndReason.FAULTED, 1, HALF_PAST));
        expect(
                given(requested(1), accepted(1, false), expired())
                        .when(new ReservationCommand.Retire(ID, HALF_PAST)),
                new ReservationEvent.Ended(ID, CP, EndReason.RETIRED, null, HALF_PAST));
        expect(
                given(requested(1), expired())
                        .when(settle(COMMAND, new Answer(Answer.Kind.REFUSED, "Occupied", null))),
                new ReservationEvent.Refused(ID, CP, COMMAND, "Occupied", null, ACCEPTED_AT));
        expect(
                given(requested(1), expired())
                        .when(settle(COMMAND, new Answer(Answer.Kind.NOT_SENT, "Offline", null))),
                new ReservationEvent.Undelivered(ID, CP, COMMAND, "Offline", false, ACCEPTED_AT));
    }

    @Test
    void anAcceptanceThatIsReadAfterTheExpiryBringsWithItWhatHappenedMeanwhile() {
        var start = start(1, "ALICE", null, HALF_PAST);
        var failure =
                new ReservationEvent.FailureSeen(
                        ID, CP, 1, EndReason.FAULTED, HALF_PAST, HALF_PAST);
        expect(given(requested(1), expired()).when(use(start)), held(start));
        expect(
                given(requested(1), expired(), held(start)).when(settle(COMMAND, accepted())),
                accepted(1, false),
                used(start, Match.ID_TAG));
        expect(
                given(requested(1), expired()).when(interrupt(1, EndReason.FAULTED, HALF_PAST)),
                failure);
        expect(
                given(requested(1), expired(), failure).when(settle(COMMAND, accepted())),
                accepted(1, false),
                new ReservationEvent.Ended(ID, CP, EndReason.FAULTED, 1, HALF_PAST));
        expect(
                given(requested(1), expired()).when(settle(COMMAND, accepted())),
                accepted(1, false));
        expect(
                given(requested(1), expired(), accepted(1, false))
                        .when(new ReservationCommand.Expire(ID, ELEVEN.plusSeconds(1))),
                expired());
    }

    @Test
    void whatComesAfterTheExpiryDateChangesNothingWhetherTheClockWasLookedAtOrNot() {
        var late = ELEVEN.plusSeconds(1);
        var facts =
                List.of(
                        new ReservationCommand.SettleCancel(ID, CP, OTHER, "olga", true, late),
                        new ReservationCommand.SettleCancel(ID, CP, OTHER, "olga", false, late),
                        interrupt(1, EndReason.FAULTED, late),
                        new ReservationCommand.Retire(ID, late));
        for (var fact : facts) {
            given(requested(1), accepted(1, false)).when(fact).expectNoEvents();
            given(requested(1), accepted(1, false), expired()).when(fact).expectNoEvents();
        }
    }

    @Test
    void ofAStartAndAFailureTheEarlierCountsInWhateverOrderTheyAreRead() {
        var start = start(1, "ALICE", null, HALF_PAST);
        var faultAfter = HALF_PAST.plusSeconds(60);
        var ended = new ReservationEvent.Ended(ID, CP, EndReason.FAULTED, 1, faultAfter);
        expect(
                given(requested(1), accepted(1, false), ended).when(use(start)),
                used(start, Match.ID_TAG));
        given(
                        requested(1),
                        accepted(1, false),
                        new ReservationEvent.Ended(
                                ID, CP, EndReason.FAULTED, 1, HALF_PAST.minusSeconds(60)))
                .when(use(start))
                .expectNoEvents();
        expect(
                given(
                                requested(1),
                                new ReservationEvent.FailureSeen(
                                        ID, CP, 1, EndReason.FAULTED, faultAfter, faultAfter),
                                held(start))
                        .when(settle(COMMAND, accepted())),
                accepted(1, false),
                used(start, Match.ID_TAG));
        expect(
                given(requested(1), accepted(1, false), ended).when(cancel(CP, true)),
                new ReservationEvent.Cancelled(ID, CP, OTHER, "olga", HALF_PAST));
    }

    @Test
    void aStartOrAFailureOfTermsThatAreNotAnsweredYetWaitsWhileOthersAreInForce() {
        var asked = requested(2, OTHER, ELEVEN);
        var onTwo = start(2, "ALICE", null, HALF_PAST);
        var held =
                new ReservationEvent.StartHeld(
                        ID, CP, OTHER, 42, 2, "ALICE", Match.ID_TAG, HALF_PAST, HALF_PAST);
        var replaced =
                new ReservationEvent.Accepted(
                        ID, CP, OTHER, 2, "ALICE", "FLEET", ELEVEN, true, "olga", TEN, ACCEPTED_AT);
        expect(given(requested(1), accepted(1, false), asked).when(use(onTwo)), held);
        expect(
                given(requested(1), accepted(1, false), asked, held)
                        .when(settle(OTHER, accepted())),
                replaced,
                used(onTwo, Match.ID_TAG));
        expect(
                given(requested(1), asked, held).when(settle(COMMAND, accepted())),
                accepted(1, false));
    }

    @Test
    void askedTwiceWhatWasHeldForTheFirstIsNotForgotten() {
        var start = start(1, "ALICE", null, HALF_PAST);
        expect(
                given(requested(1), held(start), requested(2, OTHER, ELEVEN))
                        .when(settle(COMMAND, accepted())),
                accepted(1, false),
                used(start, Match.ID_TAG));
    }

    // ---- ids

    @Test
    void anIdWhoseReservationHasEndedIsNotUsedAgain() {
        var again =
                new ReservationCommand.Request(ID, CP, OTHER, terms(1, ELEVEN), "olga", HALF_PAST);
        for (var end :
                List.of(
                        expired(),
                        used(start(1, "ALICE", ID, HALF_PAST), Match.RESERVATION_ID),
                        new ReservationEvent.Cancelled(ID, CP, OTHER, "olga", TEN),
                        new ReservationEvent.Ended(ID, CP, EndReason.FAULTED, 1, TEN))) {
            given(requested(1), accepted(1, false), end).when(again).expectNoEvents();
        }
        given(requested(1), accepted(1, false))
                .when(
                        new ReservationCommand.Request(
                                ID, CP, OTHER, terms(1, ELEVEN), "olga", ELEVEN))
                .expectNoEvents();
    }

    @Test
    void anIdThatTheChargePointDidNotTakeMayBeTriedAgain() {
        var again = new ReservationCommand.Request(ID, CP, OTHER, terms(1, ELEVEN), "olga", TEN);
        for (var end :
                List.of(
                        new ReservationEvent.Refused(
                                ID, CP, COMMAND, "Occupied", null, ACCEPTED_AT),
                        new ReservationEvent.Undelivered(
                                ID, CP, COMMAND, "TimedOut", true, ACCEPTED_AT))) {
            expect(given(requested(1), end).when(again), requested(1, OTHER, ELEVEN));
        }
    }

    // ---- words for the above

    private static TestExecutor<Reservation> given(ReservationEvent... events) {
        return new AggregateTestFixture<>(Reservation.class).given((Object[]) events);
    }

    private static void expect(ResultValidator<Reservation> result, ReservationEvent... expected) {
        result.expectSuccessfulHandlerExecution().expectEvents((Object[]) expected);
    }

    private static Terms terms(int connectorId, Instant expiryDate) {
        return new Terms(connectorId, "ALICE", "FLEET", expiryDate);
    }

    private static ReservationEvent.Requested requested(int connectorId) {
        return requested(connectorId, COMMAND, ELEVEN);
    }

    private static ReservationEvent.Requested requested(
            int connectorId, UUID command, Instant expiryDate) {
        return new ReservationEvent.Requested(
                ID, CP, command, connectorId, "ALICE", "FLEET", expiryDate, "olga", TEN);
    }

    private static ReservationEvent.Accepted accepted(int connectorId, boolean replaces) {
        return new ReservationEvent.Accepted(
                ID,
                CP,
                COMMAND,
                connectorId,
                "ALICE",
                "FLEET",
                ELEVEN,
                replaces,
                "olga",
                TEN,
                ACCEPTED_AT);
    }

    private static ReservationEvent.Expired expired() {
        return new ReservationEvent.Expired(ID, CP, ELEVEN);
    }

    private static Answer accepted() {
        return new Answer(Answer.Kind.ACCEPTED, "Accepted", null);
    }

    private static ReservationCommand.Settle settle(UUID command, Answer answer) {
        return new ReservationCommand.Settle(ID, command, answer, ACCEPTED_AT);
    }

    private static ReservationCommand.SettleCancel cancel(String chargePoint, boolean accepted) {
        return new ReservationCommand.SettleCancel(
                ID, chargePoint, OTHER, "olga", accepted, HALF_PAST);
    }

    private static ReservationCommand.Interrupt interrupt(
            int connector, EndReason reason, Instant at) {
        return new ReservationCommand.Interrupt(ID, connector, reason, at, at);
    }

    private static Start start(
            int connector, String idTag, @Nullable Integer reservationId, Instant at) {
        return new Start(CP, connector, 42, idTag, null, reservationId, true, at, at);
    }

    private static ReservationCommand.Use use(Start start) {
        return new ReservationCommand.Use(ID, start);
    }

    private static ReservationEvent.Used used(Start start, Match match) {
        return new ReservationEvent.Used(
                ID,
                CP,
                start.transactionId(),
                start.connectorId(),
                start.idTag(),
                match,
                start.beganAt(),
                start.receivedAt());
    }

    private static ReservationEvent.StartHeld held(Start start) {
        return new ReservationEvent.StartHeld(
                ID,
                CP,
                COMMAND,
                start.transactionId(),
                start.connectorId(),
                start.idTag(),
                Match.ID_TAG,
                start.beganAt(),
                start.receivedAt());
    }
}
