package io.mainspring.auth.locallist;

import io.mainspring.auth.locallist.content.Change;
import io.mainspring.auth.locallist.content.Entry;
import io.mainspring.auth.locallist.content.Update;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.UpdateStatus;
import io.mainspring.ocpp.v16.type.UpdateType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LocalListTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant MIDNIGHT = NOON.plus(Duration.ofHours(12));
    private static final UUID RUN = new UUID(7, 1);
    private static final UUID FOLLOW_UP = new UUID(7, 2);
    private static final UUID FIRST = new UUID(1, 1);
    private static final UUID SECOND = new UUID(1, 2);
    private static final UUID THIRD = new UUID(1, 3);
    private static final List<Change> LINES =
            List.of(Change.to(new Entry("A", AuthorizationStatus.ACCEPTED, null, null)));

    private static final LocalListEvent SELECTED =
            new LocalListEvent.SelectionChanged(
                    "CP-1", Source.ALL, List.of(), List.of(), false, "op", NOON);
    private static final LocalListEvent STARTED =
            new LocalListEvent.SynchronizationStarted("CP-1", RUN, null, "op", MIDNIGHT, NOON);

    private final AggregateTestFixture<LocalList> list =
            new AggregateTestFixture<>(LocalList.class);

    @Test
    void aSelectionOnAnOldBasisIsNotTaken() {
        list.given(SELECTED)
                .when(select(0, List.of("A")))
                .expectResultMessagePayload(false)
                .expectNoEvents();
    }

    @Test
    void theSameSelectionAgainChangesNothing() {
        list.given(SELECTED)
                .when(
                        new LocalListCommand.Select(
                                "CP-1", 1, Source.ALL, List.of(), List.of(), false, "op", NOON))
                .expectResultMessagePayload(true)
                .expectNoEvents();
    }

    @Test
    void withoutASelectionThereIsNothingToSynchronize() {
        list.given(requested(FIRST, 1, UpdateType.FULL, null), accepted(FIRST, 1, 1, null))
                .when(synchronize(RUN))
                .expectResultMessagePayload(null)
                .expectNoEvents();
    }

    @Test
    void aSecondSynchronizationJoinsTheFirst() {
        list.given(SELECTED, STARTED)
                .when(synchronize(new UUID(9, 9)))
                .expectResultMessagePayload(RUN)
                .expectNoEvents();
    }

    @Test
    void aVersionOfOursMustBeNew() {
        list.given(
                        SELECTED,
                        requested(FIRST, 7, UpdateType.FULL, null),
                        accepted(FIRST, 7, 7, null))
                .when(send(SECOND, 7, true))
                .expectResultMessagePayload(false)
                .expectNoEvents();
    }

    @Test
    void anOperatorMaySendAnyVersion() {
        list.given(
                        SELECTED,
                        requested(FIRST, 7, UpdateType.FULL, null),
                        accepted(FIRST, 7, 7, null))
                .when(send(SECOND, 3, false))
                .expectResultMessagePayload(true)
                .expectEvents(requested(SECOND, 3, UpdateType.FULL, null));
    }

    @Test
    void anAcceptedUpdateIsWhatItHolds() {
        list.given(SELECTED, requested(FIRST, 1, UpdateType.FULL, null))
                .when(status(FIRST, UpdateStatus.ACCEPTED))
                .expectEvents(accepted(FIRST, 1, 1, null));
    }

    @Test
    void anOutcomeThatComesAgainChangesNothing() {
        list.given(
                        SELECTED,
                        requested(FIRST, 1, UpdateType.FULL, null),
                        accepted(FIRST, 1, 1, null))
                .when(status(FIRST, UpdateStatus.ACCEPTED))
                .expectNoEvents();
    }

    @Test
    void aDifferentialOnAnUnknownListLeavesItUnknown() {
        list.given(SELECTED, requested(FIRST, 1, UpdateType.DIFFERENTIAL, null))
                .when(status(FIRST, UpdateStatus.ACCEPTED))
                .expectEvents(
                        new LocalListEvent.UpdateAccepted(
                                "CP-1", FIRST, 1, UpdateType.DIFFERENTIAL, null, null, NOON));
    }

    @Test
    void aRefusedDifferentialOfASynchronizationLetsItGoOn() {
        list.given(SELECTED, STARTED, requested(FIRST, 2, UpdateType.DIFFERENTIAL, RUN))
                .when(status(FIRST, UpdateStatus.VERSION_MISMATCH))
                .expectEvents(refused(FIRST, 2, UpdateType.DIFFERENTIAL, Refusal.VERSION_MISMATCH));
    }

    @Test
    void aRefusedDifferentialByHandIsFollowedByASynchronization() {
        list.given(SELECTED, requested(FIRST, 2, UpdateType.DIFFERENTIAL, null))
                .when(status(FIRST, UpdateStatus.FAILED))
                .expectEvents(
                        refused(FIRST, 2, UpdateType.DIFFERENTIAL, Refusal.FAILED),
                        new LocalListEvent.SynchronizationStarted(
                                "CP-1", FOLLOW_UP, null, "full-after-refusal", MIDNIGHT, NOON));
    }

    @Test
    void noFullFollowsWhereThatIsSwitchedOff() {
        list.given(SELECTED, STARTED, requested(FIRST, 2, UpdateType.DIFFERENTIAL, RUN))
                .when(
                        new LocalListCommand.TakeStatus(
                                "CP-1",
                                FIRST,
                                UpdateStatus.VERSION_MISMATCH,
                                null,
                                false,
                                FOLLOW_UP,
                                MIDNIGHT,
                                NOON))
                .expectEvents(
                        refused(FIRST, 2, UpdateType.DIFFERENTIAL, Refusal.VERSION_MISMATCH),
                        ended(SynchronizationResult.FAILED, "Differential: VersionMismatch", null));
    }

    @Test
    void aFailedFullEndsASynchronization() {
        list.given(SELECTED, STARTED, requested(FIRST, 1, UpdateType.FULL, RUN))
                .when(status(FIRST, UpdateStatus.FAILED))
                .expectEvents(
                        refused(FIRST, 1, UpdateType.FULL, Refusal.FAILED),
                        ended(SynchronizationResult.FAILED, "Full: Failed", null));
    }

    @Test
    void aFailedFullThatMayHaveBeenTooLongIsTriedShorter() {
        var tooLong = lines(40);
        list.given(SELECTED, STARTED, guessed(FIRST, 1, tooLong))
                .when(status(FIRST, UpdateStatus.FAILED))
                .expectEvents(
                        new LocalListEvent.UpdateRefused(
                                "CP-1",
                                FIRST,
                                1,
                                UpdateType.FULL,
                                40,
                                true,
                                Refusal.FAILED,
                                null,
                                NOON));
    }

    @Test
    void notSupportedStopsEverything() {
        list.given(SELECTED, STARTED, requested(FIRST, 1, UpdateType.FULL, RUN))
                .when(status(FIRST, UpdateStatus.NOT_SUPPORTED))
                .expectEvents(
                        refused(FIRST, 1, UpdateType.FULL, Refusal.NOT_SUPPORTED),
                        ended(SynchronizationResult.NOT_SUPPORTED, "Full: NotSupported", null));
    }

    @Test
    void minusOneStopsEverything() {
        list.given(SELECTED, STARTED, asked(FIRST))
                .when(new LocalListCommand.TakeVersion("CP-1", FIRST, -1, NOON))
                .expectEvents(
                        new LocalListEvent.VersionReported("CP-1", FIRST, -1, null, NOON),
                        ended(SynchronizationResult.NOT_SUPPORTED, "it has no local lists", null));
    }

    @Test
    void anUpdateWithoutAnswerIsAcceptedOnceTheVersionSaysSo() {
        list.given(
                        SELECTED,
                        STARTED,
                        requested(FIRST, 5, UpdateType.FULL, RUN),
                        unanswered(FIRST, 5),
                        asked(SECOND))
                .when(new LocalListCommand.TakeVersion("CP-1", SECOND, 5, NOON))
                .expectEvents(
                        new LocalListEvent.VersionReported("CP-1", SECOND, 5, null, NOON),
                        accepted(FIRST, 5, 5, RUN));
    }

    @Test
    void anUpdateWithoutAnswerIsForgottenIfTheVersionIsTheOldOne() {
        list.given(
                        SELECTED,
                        requested(FIRST, 4, UpdateType.FULL, null),
                        accepted(FIRST, 4, 4, null),
                        STARTED,
                        requested(SECOND, 5, UpdateType.DIFFERENTIAL, RUN),
                        new LocalListEvent.UpdateUnanswered(
                                "CP-1",
                                SECOND,
                                5,
                                UpdateType.DIFFERENTIAL,
                                CommandStatus.CONNECTION_LOST,
                                NOON),
                        asked(new UUID(1, 3)))
                .when(new LocalListCommand.TakeVersion("CP-1", new UUID(1, 3), 4, NOON))
                .expectEvents(
                        new LocalListEvent.VersionReported("CP-1", new UUID(1, 3), 4, null, NOON));
    }

    @Test
    void theThirdCallWithoutAnswerEndsASynchronization() {
        list.given(
                        SELECTED,
                        STARTED,
                        asked(FIRST),
                        new LocalListEvent.VersionUnanswered(
                                "CP-1", FIRST, CommandStatus.TIMED_OUT, NOON),
                        asked(FIRST),
                        new LocalListEvent.VersionUnanswered(
                                "CP-1", FIRST, CommandStatus.TIMED_OUT, NOON),
                        asked(FIRST))
                .when(
                        new LocalListCommand.TakeSilence(
                                "CP-1", FIRST, CommandStatus.TIMED_OUT, NOON))
                .expectEvents(
                        new LocalListEvent.VersionUnanswered(
                                "CP-1", FIRST, CommandStatus.TIMED_OUT, NOON),
                        ended(SynchronizationResult.FAILED, "no answer: timed out", null));
    }

    @Test
    void aChargePointThatDoesNotComeEndsASynchronization() {
        list.given(SELECTED, STARTED, requested(FIRST, 1, UpdateType.FULL, RUN))
                .when(new LocalListCommand.TakeSilence("CP-1", FIRST, CommandStatus.EXPIRED, NOON))
                .expectEvents(
                        new LocalListEvent.UpdateUnanswered(
                                "CP-1", FIRST, 1, UpdateType.FULL, CommandStatus.EXPIRED, NOON),
                        ended(SynchronizationResult.UNREACHABLE, "not connected in time", null));
    }

    @Test
    void aVersionThatIsKnownIsNoNews() {
        list.given(
                        SELECTED,
                        requested(FIRST, 4, UpdateType.FULL, null),
                        accepted(FIRST, 4, 4, null))
                .when(new LocalListCommand.TakeVersion("CP-1", SECOND, 4, NOON))
                .expectNoEvents();
    }

    @Test
    void anotherVersionThanTheOneItHeldIsNews() {
        list.given(
                        SELECTED,
                        requested(FIRST, 4, UpdateType.FULL, null),
                        accepted(FIRST, 4, 4, null))
                .when(new LocalListCommand.TakeVersion("CP-1", SECOND, 0, NOON))
                .expectEvents(new LocalListEvent.VersionReported("CP-1", SECOND, 0, 4, NOON));
    }

    @Test
    void anOlderReportThatComesAgainIsNoNews() {
        list.given(
                        SELECTED,
                        asked(FIRST),
                        new LocalListEvent.VersionReported("CP-1", FIRST, 0, null, NOON),
                        requested(SECOND, 4, UpdateType.FULL, null),
                        new LocalListEvent.UpdateAccepted(
                                "CP-1", SECOND, 4, UpdateType.FULL, 4, null, MIDNIGHT))
                .when(new LocalListCommand.TakeVersion("CP-1", FIRST, 0, NOON))
                .expectNoEvents();
    }

    @Test
    void anEmptyListIsKnown() {
        list.given(
                        SELECTED,
                        STARTED,
                        asked(FIRST),
                        new LocalListEvent.VersionReported("CP-1", FIRST, 0, null, NOON))
                .when(end(4, SynchronizationResult.IN_SYNC))
                .expectEvents(ended(SynchronizationResult.IN_SYNC, null, 0));
    }

    @Test
    void aDifferentialOnAnUncertainListLeavesItUnknown() {
        list.given(
                        SELECTED,
                        requested(FIRST, 3, UpdateType.FULL, null),
                        accepted(FIRST, 3, 3, null),
                        requested(SECOND, 4, UpdateType.DIFFERENTIAL, null),
                        new LocalListEvent.UpdateUnanswered(
                                "CP-1",
                                SECOND,
                                4,
                                UpdateType.DIFFERENTIAL,
                                CommandStatus.TIMED_OUT,
                                NOON),
                        requested(THIRD, 5, UpdateType.DIFFERENTIAL, null))
                .when(status(THIRD, UpdateStatus.ACCEPTED))
                .expectEvents(
                        new LocalListEvent.UpdateAccepted(
                                "CP-1", THIRD, 5, UpdateType.DIFFERENTIAL, null, null, NOON));
    }

    @Test
    void aDifferentialWithoutAnswerThatTheVersionConfirmsIsKnown() {
        list.given(
                        SELECTED,
                        requested(FIRST, 3, UpdateType.FULL, null),
                        accepted(FIRST, 3, 3, null),
                        requested(SECOND, 4, UpdateType.DIFFERENTIAL, null),
                        new LocalListEvent.UpdateUnanswered(
                                "CP-1",
                                SECOND,
                                4,
                                UpdateType.DIFFERENTIAL,
                                CommandStatus.TIMED_OUT,
                                NOON))
                .when(new LocalListCommand.TakeVersion("CP-1", THIRD, 4, NOON))
                .expectEvents(
                        new LocalListEvent.VersionReported("CP-1", THIRD, 4, null, NOON),
                        new LocalListEvent.UpdateAccepted(
                                "CP-1", SECOND, 4, UpdateType.DIFFERENTIAL, 4, null, NOON));
    }

    @Test
    void theSameVersionSentTwiceTellsNothing() {
        list.given(
                        SELECTED,
                        requested(FIRST, 3, UpdateType.FULL, null),
                        accepted(FIRST, 3, 3, null),
                        requested(SECOND, 3, UpdateType.FULL, null),
                        unanswered(SECOND, 3))
                .when(new LocalListCommand.TakeVersion("CP-1", THIRD, 3, NOON))
                .expectEvents(new LocalListEvent.VersionReported("CP-1", THIRD, 3, null, NOON));
    }

    @Test
    void anAcceptanceForgivesSilences() {
        list.given(
                        SELECTED,
                        STARTED,
                        asked(FIRST),
                        silent(FIRST),
                        asked(FIRST),
                        silent(FIRST),
                        requested(SECOND, 1, UpdateType.FULL, RUN),
                        accepted(SECOND, 1, 1, RUN),
                        asked(FIRST))
                .when(
                        new LocalListCommand.TakeSilence(
                                "CP-1", FIRST, CommandStatus.TIMED_OUT, NOON))
                .expectEvents(silent(FIRST));
    }

    @Test
    void aCommandThatLandedIsNotWrittenDownAgain() {
        list.given(
                        SELECTED,
                        requested(FIRST, 1, UpdateType.FULL, null),
                        accepted(FIRST, 1, 1, null))
                .when(send(FIRST, 1, false))
                .expectResultMessagePayload(true)
                .expectNoEvents();
    }

    @Test
    void whatARetiredChargePointHeldIsForgottenAndItsVersionsStayTaken() {
        list.given(
                        SELECTED,
                        requested(FIRST, 7, UpdateType.FULL, null),
                        accepted(FIRST, 7, 7, null),
                        STARTED)
                .when(new LocalListCommand.Retire("CP-1", NOON))
                .expectEvents(
                        ended(SynchronizationResult.CANCELLED, "charge point retired", 7),
                        new LocalListEvent.Retired("CP-1", NOON));
        list.given(
                        SELECTED,
                        requested(FIRST, 7, UpdateType.FULL, null),
                        accepted(FIRST, 7, 7, null),
                        new LocalListEvent.Retired("CP-1", NOON))
                .when(send(SECOND, 7, true))
                .expectResultMessagePayload(false);
    }

    @Test
    void aChargePointThatIsRetiredTwiceIsSoOnce() {
        list.given(SELECTED, new LocalListEvent.Retired("CP-1", NOON))
                .when(new LocalListCommand.Retire("CP-1", NOON))
                .expectNoEvents();
    }

    @Test
    void droppingAListCancelsWhatRuns() {
        list.given(SELECTED, STARTED)
                .when(new LocalListCommand.Drop("CP-1", "op", NOON))
                .expectResultMessagePayload(true)
                .expectEvents(
                        ended(SynchronizationResult.CANCELLED, "the list was deleted", null),
                        new LocalListEvent.Dropped("CP-1", "op", NOON));
    }

    private static LocalListCommand.Select select(long basis, List<String> added) {
        return new LocalListCommand.Select(
                "CP-1", basis, Source.ID_TAGS, added, List.of(), false, "op", NOON);
    }

    private static LocalListCommand.EndSynchronization end(
            long basis, SynchronizationResult result) {
        return new LocalListCommand.EndSynchronization("CP-1", basis, RUN, result, null, NOON);
    }

    private static LocalListEvent silent(UUID id) {
        return new LocalListEvent.VersionUnanswered("CP-1", id, CommandStatus.TIMED_OUT, NOON);
    }

    private static LocalListCommand.Synchronize synchronize(UUID id) {
        return new LocalListCommand.Synchronize("CP-1", id, null, "op", MIDNIGHT, NOON);
    }

    private static LocalListCommand.Send send(UUID id, int version, boolean ours) {
        return new LocalListCommand.Send(
                "CP-1",
                null,
                id,
                version,
                ours,
                new Update(UpdateType.FULL, LINES),
                false,
                null,
                "op",
                MIDNIGHT,
                NOON);
    }

    private static LocalListCommand.TakeStatus status(UUID id, UpdateStatus status) {
        return new LocalListCommand.TakeStatus(
                "CP-1", id, status, null, true, FOLLOW_UP, MIDNIGHT, NOON);
    }

    private static LocalListEvent requested(
            UUID id, int version, UpdateType type, @Nullable UUID run) {
        return new LocalListEvent.UpdateRequested(
                "CP-1", id, version, type, LINES, false, run, "op", MIDNIGHT, NOON);
    }

    private static LocalListEvent guessed(UUID id, int version, List<Change> lines) {
        return new LocalListEvent.UpdateRequested(
                "CP-1", id, version, UpdateType.FULL, lines, true, RUN, "op", MIDNIGHT, NOON);
    }

    private static List<Change> lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        Change.to(new Entry("A" + i, AuthorizationStatus.ACCEPTED, null, null)))
                .toList();
    }

    private static LocalListEvent accepted(
            UUID id, int version, @Nullable Integer held, @Nullable UUID run) {
        return new LocalListEvent.UpdateAccepted(
                "CP-1", id, version, UpdateType.FULL, held, run, NOON);
    }

    private static LocalListEvent refused(UUID id, int version, UpdateType type, Refusal refusal) {
        return new LocalListEvent.UpdateRefused(
                "CP-1", id, version, type, 1, false, refusal, null, NOON);
    }

    private static LocalListEvent unanswered(UUID id, int version) {
        return new LocalListEvent.UpdateUnanswered(
                "CP-1", id, version, UpdateType.FULL, CommandStatus.TIMED_OUT, NOON);
    }

    private static LocalListEvent asked(UUID id) {
        return new LocalListEvent.VersionAsked("CP-1", id, RUN, MIDNIGHT, NOON);
    }

    private static LocalListEvent ended(
            SynchronizationResult result, @Nullable String reason, @Nullable Integer held) {
        return new LocalListEvent.SynchronizationEnded("CP-1", RUN, result, reason, held, NOON);
    }
}
