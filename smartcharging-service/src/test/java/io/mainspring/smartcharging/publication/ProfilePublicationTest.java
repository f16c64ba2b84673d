package io.mainspring.smartcharging.publication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.PublishedAs;
import io.mainspring.contracts.smartcharging.ChargingProfileInstalled;
import io.mainspring.contracts.smartcharging.ChargingProfileRefused;
import io.mainspring.contracts.smartcharging.ChargingProfileTerms;
import io.mainspring.contracts.smartcharging.ChargingProfilesCleared;
import io.mainspring.smartcharging.ChargePointUnderTest;
import io.mainspring.smartcharging.Profiles;
import io.mainspring.smartcharging.SmartchargingServiceTest;
import io.mainspring.testkit.GoldenFiles;
import io.mainspring.testkit.Tail;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.beans.factory.annotation.Autowired;

@SmartchargingServiceTest
class ProfilePublicationTest {

    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00.123456Z");
    private static final UUID COMMAND = UUID.fromString("0198f2a0-0000-7000-8000-000000000007");

    static final List<Record> EVENTS =
            List.of(
                    new ChargingProfileInstalled(
                            "CP-7",
                            1,
                            new ChargingProfileTerms(
                                    5,
                                    42,
                                    3,
                                    "TxProfile",
                                    "Recurring",
                                    "Daily",
                                    TEN,
                                    TEN,
                                    new ChargingProfileTerms.Schedule(
                                            3600,
                                            TEN,
                                            "A",
                                            List.of(
                                                    new ChargingProfileTerms.Period(
                                                            0, new BigDecimal("16.0"), 3)),
                                            new BigDecimal("6.5"))),
                            List.of(4),
                            "SetChargingProfile",
                            COMMAND,
                            "operator",
                            TEN),
                    new ChargingProfileRefused(
                            "CP-7", 1, 5, "NotSupported", COMMAND, "operator", TEN),
                    new ChargingProfilesCleared(
                            "CP-7",
                            List.of(5, 6),
                            ChargingProfilesCleared.Cause.CLEAR_CHARGING_PROFILE,
                            COMMAND,
                            "operator",
                            TEN));

    @Autowired private ChargePointUnderTest chargePoints;

    @ParameterizedTest
    @FieldSource("EVENTS")
    void aPublishedEventIsWrittenAndReadAsItsGoldenFileSays(Record event) {
        var type = requireNonNull(event.getClass().getAnnotation(PublishedAs.class)).value();
        GoldenFiles.pins(
                "published/" + type,
                event,
                e -> new String(ContractJson.write(e), UTF_8),
                json -> ContractJson.read(event.getClass(), json.getBytes(UTF_8)));
    }

    @Test
    void whatHappensToProfilesIsPublishedInItsOrderUnderTheChargePointsKey() {
        var cp = chargePoints.accepting();
        try (var events = new Tail("events.smartcharging")) {
            chargePoints.post(
                    "/set",
                    cp,
                    "\"connectorId\":1,\"csChargingProfiles\":"
                            + Profiles.json(5, "TxDefaultProfile", 0, null, "16.0"));
            chargePoints.post("/clear", cp, "\"id\":5");

            var cleared =
                    events.first(r -> cp.equals(r.key()) && type(r).contains("cleared"));
            assertThat(ContractJson.read(ChargingProfilesCleared.class, cleared.value()))
                    .extracting(ChargingProfilesCleared::chargingProfileIds)
                    .isEqualTo(List.of(5));
            assertThat(events.all(r -> cp.equals(r.key())))
                    .extracting(ProfilePublicationTest::type)
                    .containsExactly("charging-profile.installed.v1", "charging-profile.cleared.v1");
        }
    }

    private static String type(ConsumerRecord<?, ?> record) {
        return new String(requireNonNull(record.headers().lastHeader("ce_type")).value(), UTF_8);
    }
}
