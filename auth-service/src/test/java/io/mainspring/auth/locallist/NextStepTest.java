package io.mainspring.auth.locallist;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.auth.locallist.NextStep.AskVersion;
import io.mainspring.auth.locallist.NextStep.Finish;
import io.mainspring.auth.locallist.NextStep.Lengths;
import io.mainspring.auth.locallist.NextStep.Send;
import io.mainspring.auth.locallist.content.Change;
import io.mainspring.auth.locallist.content.Contents;
import io.mainspring.auth.locallist.content.Entry;
import io.mainspring.auth.locallist.content.Update;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.UpdateType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NextStepTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID RUN = new UUID(7, 1);
    private static final UUID ID = new UUID(1, 1);
    private static final Lengths LENGTHS = new Lengths(100, false, 3);

    private final LocalListState state = new LocalListState();

    @Test
    void whoSpeaksOfItsVersionForTheFirstTimeIsAsked() {
        assertThat(next(contents(), contents("A"))).isEqualTo(new AskVersion());
    }

    @Test
    void whatIsRememberedIsConfirmedBeforeADifferentialIsComputedFromIt() {
        holds(4, "A");
        begun();

        assertThat(next(contents("A"), contents("A", "B"))).isEqualTo(new AskVersion());
        assertThat(next(contents("A"), contents("A")))
                .as("nothing differs, as far as we remember")
                .isEqualTo(new AskVersion());

        reported(4);

        assertThat(next(contents("A"), contents("A", "B")))
                .isEqualTo(send(UpdateType.DIFFERENTIAL, added("B")));
    }

    @Test
    void aReplacedBoardIsBegunAnew() {
        holds(4, "A");
        begun();
        reported(0);

        assertThat(next(contents(), contents("A", "B")))
                .isEqualTo(send(UpdateType.FULL, added("A"), added("B")));
    }

    @Test
    void whereNobodyAsksNothingIsConfirmed() {
        holds(4, "A");
        begun();

        assertThat(
                        NextStep.of(
                                state,
                                contents("A"),
                                contents(),
                                NextStepTest::contents,
                                LENGTHS,
                                false))
                .isEqualTo(send(UpdateType.DIFFERENTIAL, Change.removal("A")));
    }

    @Test
    void anEmptyListThatIsToBeEmptyIsInSync() {
        reported(0);

        assertThat(next(contents(), contents()))
                .isEqualTo(new Finish(SynchronizationResult.IN_SYNC, null));
    }

    @Test
    void aListThatHasBecomeTooLongLosesWhatIsNoLongerToBeHeldAndGetsNothing() {
        holds(4, "A", "B");
        begun();
        reported(4);
        var tooLong = contents("B", "C", "D", "E");

        assertThat(
                        NextStep.of(
                                state,
                                contents("A", "B"),
                                tooLong,
                                () -> contents("B"),
                                LENGTHS,
                                true))
                .isEqualTo(send(UpdateType.DIFFERENTIAL, Change.removal("A")));
        assertThat(NextStep.of(state, contents("B"), tooLong, () -> contents("B"), LENGTHS, true))
                .isInstanceOfSatisfying(
                        Finish.class,
                        end -> assertThat(end.result()).isEqualTo(SynchronizationResult.TOO_LONG));
    }

    @Test
    void aTooLongListOfUnknownContentsIsLeftAlone() {
        assertThat(next(contents(), contents("A", "B", "C", "D")))
                .isInstanceOfSatisfying(
                        Finish.class,
                        end -> assertThat(end.result()).isEqualTo(SynchronizationResult.TOO_LONG));
    }

    @Test
    void aVersionMismatchLeadsToTheVersionThatItHolds() {
        holds(4, "A");
        begun();
        reported(4);
        requested(5, UpdateType.DIFFERENTIAL, 1, false);
        refused(5, UpdateType.DIFFERENTIAL, 1, false, Refusal.VERSION_MISMATCH);

        assertThat(next(contents("A"), contents("B"))).isEqualTo(new AskVersion());
        reported(70);
        assertThat(next(contents("A"), contents("B"))).isEqualTo(send(UpdateType.FULL, added("B")));
        assertThat(state.highestVersion).isEqualTo(70);
    }

    @Test
    void whatIsLearntOfLengthsStopsAtTen() {
        begun();
        reported(0);
        for (int lines : new int[] {100, 50, 25, 12}) {
            requested(state.highestVersion + 1, UpdateType.FULL, lines, true);
            refused(state.highestVersion, UpdateType.FULL, lines, true, Refusal.FAILED);
        }

        assertThat(state.longestLearnt).isEqualTo(LocalListState.SHORT);
    }

    @Test
    void aSynchronizationBehindAnotherCallHasItsTimeAllTheSame() {
        begun();
        assertThat(state.deadline()).isNull();
        var late = NOON.plusSeconds(7_200);

        state.on(
                new LocalListEvent.UpdateRequested(
                        "CP-1", ID, 5, UpdateType.FULL, List.of(), false, null, "op", late, NOON));

        assertThat(state.deadline()).isEqualTo(NOON.plusSeconds(3_600));
    }

    @Test
    void aSynchronizationsOwnCallKnowsItsTime() {
        begun();
        var late = NOON.plusSeconds(7_200);

        state.on(new LocalListEvent.VersionAsked("CP-1", ID, RUN, late, NOON));

        assertThat(state.deadline()).isEqualTo(late);
    }

    private NextStep next(Contents held, Contents target) {
        return NextStep.of(state, held, target, () -> Contents.NONE, LENGTHS, true);
    }

    private void begun() {
        state.on(
                new LocalListEvent.SynchronizationStarted(
                        "CP-1", RUN, null, "op", NOON.plusSeconds(3_600), NOON));
    }

    private void reported(int version) {
        state.on(new LocalListEvent.VersionReported("CP-1", ID, version, null, NOON));
    }

    private void holds(int version, String... tags) {
        requested(version, UpdateType.FULL, tags.length, false);
        state.on(
                new LocalListEvent.UpdateAccepted(
                        "CP-1", ID, version, UpdateType.FULL, version, null, NOON));
    }

    private void requested(int version, UpdateType type, int lines, boolean assumed) {
        state.on(
                new LocalListEvent.UpdateRequested(
                        "CP-1",
                        ID,
                        version,
                        type,
                        java.util.Collections.nCopies(lines, added("A")),
                        assumed,
                        RUN,
                        "op",
                        NOON,
                        NOON));
    }

    private void refused(
            int version, UpdateType type, int lines, boolean assumed, Refusal refusal) {
        state.on(
                new LocalListEvent.UpdateRefused(
                        "CP-1", ID, version, type, lines, assumed, refusal, null, NOON));
    }

    private static NextStep send(UpdateType type, Change... lines) {
        return new Send(new Update(type, List.of(lines)), false);
    }

    private static Change added(String idTag) {
        return Change.to(entry(idTag));
    }

    private static Contents contents(String... tags) {
        return Contents.of(Arrays.stream(tags).map(NextStepTest::entry).toList());
    }

    private static Entry entry(String idTag) {
        return new Entry(idTag, AuthorizationStatus.ACCEPTED, null, null);
    }
}
