package io.mainspring.reservation.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mainspring.contracts.reservation.ReservationAccepted;
import io.mainspring.contracts.reservation.ReservationCancelled;
import io.mainspring.contracts.reservation.ReservationEndReason;
import io.mainspring.contracts.reservation.ReservationEnded;
import io.mainspring.contracts.reservation.ReservationExpired;
import io.mainspring.contracts.reservation.ReservationRefused;
import io.mainspring.contracts.reservation.ReservationUndelivered;
import io.mainspring.contracts.reservation.ReservationUsed;
import io.mainspring.kit.eventsourcing.Publication.Published;
import io.mainspring.kit.eventsourcing.StoredEvent;
import io.mainspring.reservation.lifecycle.EndReason;
import io.mainspring.reservation.lifecycle.Match;
import io.mainspring.reservation.lifecycle.ReservationEvent;
import io.mainspring.reservation.lifecycle.State;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReservationPublicationTest {

    private static final String CP = "CP-7";
    private static final UUID COMMAND = UUID.fromString("0198f2a0-0000-7000-8000-000000000007");
    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2026-03-01T11:00:00Z");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final ReservationPublication publication = new ReservationPublication();

    static Stream<Arguments> events() {
        return Stream.of(
                arguments(
                        new ReservationEvent.Accepted(
                                7, CP, COMMAND, 1, "ALICE", "FLEET", NOON, true, "olga", TEN,
                                ELEVEN),
                        new ReservationAccepted(
                                7, CP, 1, "ALICE", "FLEET", NOON, COMMAND, true, ELEVEN)),
                arguments(
                        new ReservationEvent.Refused(7, CP, COMMAND, "Error", "no", TEN),
                        new ReservationRefused(7, CP, COMMAND, "Error", "no", TEN)),
                arguments(
                        new ReservationEvent.Undelivered(7, CP, COMMAND, "TimedOut", true, TEN),
                        new ReservationUndelivered(7, CP, COMMAND, "TimedOut", true, TEN)),
                arguments(
                        new ReservationEvent.Used(
                                7, CP, 42, 2, "BOB", Match.PARENT_ID_TAG, TEN, ELEVEN),
                        new ReservationUsed(7, CP, 42, 2, "BOB", "ParentIdTag", TEN)),
                arguments(
                        new ReservationEvent.Expired(7, CP, TEN),
                        new ReservationExpired(7, CP, TEN)),
                arguments(
                        new ReservationEvent.Cancelled(7, CP, COMMAND, "olga", TEN),
                        new ReservationCancelled(7, CP, COMMAND, "olga", TEN)),
                arguments(
                        new ReservationEvent.Ended(7, CP, EndReason.FAULTED, 0, TEN),
                        new ReservationEnded(7, CP, ReservationEndReason.FAULTED, 0, TEN)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void theWorldIsToldWhatHappenedUnderTheChargePointsKey(
            ReservationEvent stored, Object published) {
        assertThat(publish(stored)).containsExactly(new Published(CP, published));
    }

    @ParameterizedTest
    @EnumSource
    void aReasonKeepsItsName(EndReason reason) {
        assertThat(publish(new ReservationEvent.Ended(7, CP, reason, null, TEN)))
                .extracting(Published::event)
                .containsExactly(
                        new ReservationEnded(
                                7, CP, ReservationEndReason.valueOf(reason.name()), null, TEN));
    }

    @Test
    void whatWasOnlyAskedOrNotedIsNobodysBusiness() {
        for (var stored :
                List.of(
                        new ReservationEvent.Requested(
                                7, CP, COMMAND, 1, "ALICE", null, NOON, "olga", TEN),
                        new ReservationEvent.StartHeld(
                                7, CP, COMMAND, 42, 1, "ALICE", Match.ID_TAG, TEN, TEN),
                        new ReservationEvent.FailureSeen(7, CP, 1, EndReason.FAULTED, TEN, TEN),
                        new ReservationEvent.StartDisregarded(
                                7, CP, 42, "ALICE", State.USED, TEN))) {
            assertThat(publish(stored)).isEmpty();
        }
    }

    private List<Published> publish(ReservationEvent event) {
        return publication.publish(new StoredEvent(UUID.randomUUID(), "7", 0, TEN, event));
    }
}
