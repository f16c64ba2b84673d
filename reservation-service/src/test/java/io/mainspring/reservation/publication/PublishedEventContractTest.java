package io.mainspring.reservation.publication;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.PublishedAs;
import io.mainspring.contracts.reservation.ReservationAccepted;
import io.mainspring.contracts.reservation.ReservationCancelled;
import io.mainspring.contracts.reservation.ReservationEndReason;
import io.mainspring.contracts.reservation.ReservationEnded;
import io.mainspring.contracts.reservation.ReservationExpired;
import io.mainspring.contracts.reservation.ReservationRefused;
import io.mainspring.contracts.reservation.ReservationUndelivered;
import io.mainspring.contracts.reservation.ReservationUsed;
import io.mainspring.testkit.GoldenFiles;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublishedEventContractTest {

    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final Instant ELEVEN = Instant.parse("2026-03-01T11:00:00Z");
    private static final UUID COMMAND = UUID.fromString("0198f2a0-0000-7000-8000-000000000007");

    static Stream<Object> events() {
        return Stream.of(
                new ReservationAccepted(
                        7, "CP-7", 1, "DeadBeef", "FLEET", ELEVEN, COMMAND, false, TEN),
                new ReservationRefused(7, "CP-7", COMMAND, "Occupied", null, TEN),
                new ReservationUndelivered(7, "CP-7", COMMAND, "TimedOut", true, TEN),
                new ReservationUsed(7, "CP-7", 42, 1, "Cafe", "ParentIdTag", TEN),
                new ReservationExpired(7, "CP-7", ELEVEN),
                new ReservationCancelled(7, "CP-7", COMMAND, "olga", TEN),
                new ReservationEnded(7, "CP-7", ReservationEndReason.FAULTED, 1, TEN));
    }

    @ParameterizedTest
    @MethodSource("events")
    void publishedEventsKeepTheirForm(Object event) {
        GoldenFiles.pins(
                "published/" + event.getClass().getAnnotation(PublishedAs.class).value(),
                event,
                e -> new String(ContractJson.write(e), UTF_8),
                json -> ContractJson.read(event.getClass(), json.getBytes(UTF_8)));
    }
}
