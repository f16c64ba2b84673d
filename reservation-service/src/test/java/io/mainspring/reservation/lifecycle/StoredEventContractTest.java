package io.mainspring.reservation.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.testkit.GoldenFiles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class StoredEventContractTest {

    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final Instant ELEVEN = Instant.parse("2026-03-01T11:00:00Z");
    private static final UUID COMMAND = UUID.fromString("0198f2a0-0000-7000-8000-000000000007");

    static final List<ReservationEvent> EVENTS =
            List.of(
                    new ReservationEvent.Requested(
                            7, "CP-7", COMMAND, 1, "DeadBeef", "FLEET", ELEVEN, "olga", TEN),
                    new ReservationEvent.Accepted(
                            7, "CP-7", COMMAND, 1, "DeadBeef", null, ELEVEN, true, null, TEN, TEN),
                    new ReservationEvent.Refused(
                            7, "CP-7", COMMAND, "Error", "InternalError: no", TEN),
                    new ReservationEvent.Undelivered(7, "CP-7", COMMAND, "TimedOut", true, TEN),
                    new ReservationEvent.StartHeld(
                            7, "CP-7", null, 42, 1, "DeadBeef", Match.ID_TAG, TEN, TEN),
                    new ReservationEvent.FailureSeen(7, "CP-7", 0, EndReason.UNAVAILABLE, TEN, TEN),
                    new ReservationEvent.Used(
                            7, "CP-7", 42, 1, "Cafe", Match.PARENT_ID_TAG, TEN, TEN),
                    new ReservationEvent.StartDisregarded(
                            7, "CP-7", 42, "Cafe", State.CANCELLED, TEN),
                    new ReservationEvent.Expired(7, "CP-7", ELEVEN),
                    new ReservationEvent.Cancelled(7, "CP-7", COMMAND, "olga", TEN),
                    new ReservationEvent.Ended(7, "CP-7", EndReason.FAULTED, 1, TEN));

    @ParameterizedTest
    @FieldSource("EVENTS")
    void aStoredEventIsWrittenAndReadAsItsGoldenFileSays(ReservationEvent event) {
        var format = LifecycleConfiguration.DECLARATION.format();
        var name = format.nameOf(event.getClass()).orElseThrow();
        GoldenFiles.pins("stored/" + name, event, format::write, json -> format.read(name, json));
    }

    /** Events that got a field since they were first stored, with it. */
    static final Map<String, ReservationEvent> GROWN =
            Map.of(
                    "reservation.accepted.by",
                    new ReservationEvent.Accepted(
                            7,
                            "CP-7",
                            COMMAND,
                            1,
                            "DeadBeef",
                            null,
                            ELEVEN,
                            true,
                            "olga",
                            TEN,
                            TEN),
                    "reservation.start-held.for",
                    new ReservationEvent.StartHeld(
                            7, "CP-7", COMMAND, 42, 1, "DeadBeef", Match.ID_TAG, TEN, TEN));

    @Test
    void aFieldThatWasAddedLaterIsPinnedToo() {
        var format = LifecycleConfiguration.DECLARATION.format();
        GROWN.forEach((file, event) ->
                GoldenFiles.pins(
                        "stored/" + file,
                        event,
                        format::write,
                        json -> format.read(format.nameOf(event.getClass()).orElseThrow(), json)));
    }

    @Test
    void everyStoredEventIsPinned() {
        var format = LifecycleConfiguration.DECLARATION.format();
        assertThat(EVENTS.stream().map(e -> format.nameOf(e.getClass()).orElseThrow()))
                .containsExactlyInAnyOrderElementsOf(format.names());
    }
}
