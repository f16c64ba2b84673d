package io.mainspring.transaction.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.kit.eventsourcing.EventSourcing;
import io.mainspring.kit.eventsourcing.StoredEventFormat;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfileKind;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.ocpp.v16.type.ChargingSchedule;
import io.mainspring.ocpp.v16.type.ChargingSchedulePeriod;
import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.testkit.GoldenFiles;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredEventContractTest {

    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final Instant ELEVEN = Instant.parse("2026-03-01T11:00:00Z");
    private static final UUID COMMAND = UUID.fromString("0198f2a0-0000-7000-8000-000000000007");

    private static final ChargingProfile PROFILE =
            new ChargingProfile(
                    5,
                    null,
                    1,
                    ChargingProfilePurpose.TX_PROFILE,
                    ChargingProfileKind.RELATIVE,
                    null,
                    null,
                    ELEVEN,
                    new ChargingSchedule(
                            3600,
                            null,
                            ChargingRateUnit.A,
                            List.of(new ChargingSchedulePeriod(0, new BigDecimal("16.0"), 1)),
                            new BigDecimal("6.5")));

    private final StoredEventFormat format =
            EventSourcing.of().events(TransactionEvent.class).format();

    static Stream<TransactionEvent> events() {
        return Stream.of(
                new TransactionEvent.Started(
                        42,
                        "CP-7",
                        1,
                        "DEADBEEF",
                        "FLEET",
                        AuthorizationStatus.CONCURRENT_TX,
                        ELEVEN,
                        1_000,
                        9,
                        TEN,
                        ELEVEN,
                        COMMAND,
                        null,
                        List.of(Remark.REPORTED_LATE)),
                new TransactionEvent.Stopped(
                        42,
                        "CP-7",
                        1,
                        "DEADBEEF",
                        1_000,
                        TEN,
                        8_400,
                        7_400,
                        ELEVEN,
                        ELEVEN,
                        StopReason.EV_DISCONNECTED,
                        "CAFE",
                        COMMAND,
                        List.of(Remark.STOPPED_BY_STRANGER)),
                new TransactionEvent.EndUnknown(42, "CP-7", 1, "DEADBEEF", TEN, ELEVEN, 43),
                new TransactionEvent.StopContradicted(
                        42, "CP-7", 9_000, ELEVEN, StopReason.LOCAL, "CAFE", ELEVEN),
                new TransactionEvent.Corrected(
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
                        "CAFE",
                        "olga",
                        ELEVEN,
                        List.of(Remark.STOP_ASSIGNED)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void storedEventsKeepTheirForm(TransactionEvent event) {
        var name = format.nameOf(event.getClass()).orElseThrow();

        GoldenFiles.pins(
                "stored/" + name + ".v1", event, format::write, json -> format.read(name, json));
    }

    @Test
    void aStartKeepsTheProfileOfItsRemoteStart() {
        var event =
                new TransactionEvent.Started(
                        42,
                        "CP-7",
                        1,
                        "DEADBEEF",
                        null,
                        AuthorizationStatus.ACCEPTED,
                        null,
                        1_000,
                        null,
                        TEN,
                        ELEVEN,
                        COMMAND,
                        PROFILE,
                        List.of());

        GoldenFiles.pins(
                "stored/transaction.started.v1.with-profile",
                event,
                format::write,
                json -> format.read("transaction.started", json));
    }

    @Test
    void everyStoredEventIsPinned() {
        assertThat(events().map(Object::getClass))
                .containsExactlyInAnyOrder(TransactionEvent.class.getPermittedSubclasses());
        assertThat(format.names())
                .containsExactly(
                        "transaction.corrected",
                        "transaction.end-unknown",
                        "transaction.started",
                        "transaction.stop-contradicted",
                        "transaction.stopped");
    }
}
