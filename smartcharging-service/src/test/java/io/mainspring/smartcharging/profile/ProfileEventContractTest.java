package io.mainspring.smartcharging.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.kit.eventsourcing.EventSourcing;
import io.mainspring.kit.eventsourcing.StoredEventFormat;
import io.mainspring.ocpp.v16.type.ChargingProfileKind;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.ocpp.v16.type.RecurrencyKind;
import io.mainspring.smartcharging.profile.ProfileEvent.Cause;
import io.mainspring.smartcharging.profile.ProfileEvent.Origin;
import io.mainspring.testkit.GoldenFiles;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ProfileEventContractTest {

    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00.123456Z");
    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");
    private static final UUID COMMAND = UUID.fromString("0198f2a0-0000-7000-8000-000000000007");

    static final List<ProfileEvent> EVENTS =
            List.of(
                    new ProfileEvent.Installed(
                            "CP-7",
                            1,
                            new ProfileTerms(
                                    5,
                                    42,
                                    3,
                                    ChargingProfilePurpose.TX_PROFILE,
                                    ChargingProfileKind.RECURRING,
                                    RecurrencyKind.WEEKLY,
                                    TEN,
                                    NEW_YEAR,
                                    TEN,
                                    3600,
                                    ChargingRateUnit.W,
                                    new BigDecimal("1380.5"),
                                    List.of(
                                            new ProfileTerms.Period(0, new BigDecimal("6000.5"), 3),
                                            new ProfileTerms.Period(
                                                    60, new BigDecimal("0.5"), null))),
                            List.of(4, 6),
                            Origin.REMOTE_START_TRANSACTION,
                            COMMAND,
                            "operator",
                            TEN),
                    new ProfileEvent.Refused("CP-7", 1, 5, "Rejected", COMMAND, "operator", TEN),
                    new ProfileEvent.Cleared(
                            "CP-7", List.of(5), Cause.TRANSACTION_ENDED, COMMAND, "operator", TEN));

    private final StoredEventFormat format = EventSourcing.of().events(ProfileEvent.class).format();

    @ParameterizedTest
    @FieldSource("EVENTS")
    void aStoredEventIsWrittenAndReadAsItsGoldenFileSays(ProfileEvent event) {
        var name = format.nameOf(event.getClass()).orElseThrow();
        GoldenFiles.pins(
                "stored/" + name + ".v1", event, format::write, json -> format.read(name, json));
    }

    @Test
    void everyStoredEventIsPinned() {
        assertThat(format.names())
                .containsExactly("profile.cleared", "profile.installed", "profile.refused")
                .hasSize(EVENTS.size());
    }

    @Test
    void theYear0ThatWasLetInOnceIsReadAsTheYear1() {
        var installed = EVENTS.getFirst();
        var json = format.write(installed).replace(NEW_YEAR.toString(), "0000-01-01T00:00:00Z");

        var read =
                (ProfileEvent.Installed)
                        format.read(format.nameOf(installed.getClass()).orElseThrow(), json);

        assertThat(read.profile().validTo()).isEqualTo("0001-01-01T00:00:00Z");
    }
}
