package io.mainspring.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.v16.action.ClearChargingProfile;
import io.mainspring.ocpp.v16.action.GetCompositeSchedule;
import io.mainspring.ocpp.v16.action.RemoteStartTransaction;
import io.mainspring.ocpp.v16.action.SetChargingProfile;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfileKind;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.ocpp.v16.type.ChargingProfileStatus;
import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.ocpp.v16.type.ChargingSchedule;
import io.mainspring.ocpp.v16.type.ChargingSchedulePeriod;
import io.mainspring.ocpp.v16.type.ClearChargingProfileStatus;
import io.mainspring.ocpp.v16.type.GetCompositeScheduleStatus;
import io.mainspring.ocpp.v16.type.RemoteStartStopStatus;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.scenarios.bed.TestChargePoint;
import io.mainspring.simulator.chargepoint.Outlet;
import io.mainspring.simulator.chargepoint.Setup;
import io.mainspring.simulator.chargepoint.Vehicle;
import io.mainspring.simulator.fleet.Fleet;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@OnThePlatform
@DisplayName("Smart charging")
class SmartChargingScenario {

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2036-01-01T00:00:00Z");

    private final TestBed bed;

    SmartChargingScenario(TestBed bed) {
        this.bed = bed;
    }

    @Test
    @DisplayName("TC_056_CSMS TxDefaultProfile")
    void tc_056_tx_default_profile() {
        try (var chargePoint = bed.chargePoint().booted()) {
            var sent = set(chargePoint, 1, absolute(1, "TxDefaultProfile", 2, ""));

            assertThat(sent.connectorId()).isEqualTo(1);
            var profile = sent.csChargingProfiles();
            assertThat(profile.chargingProfilePurpose())
                    .isEqualTo(ChargingProfilePurpose.TX_DEFAULT_PROFILE);
            assertThat(profile.stackLevel()).isEqualTo(2);
            assertIsAbsolute(profile);
            assertThat(profile.transactionId()).isNull();
            awaitBelieved(chargePoint, 1);
        }
    }

    @Test
    @DisplayName("TC_057_CSMS TxProfile")
    void tc_057_tx_profile() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            int transactionId = chargePoint.charging(idTag);
            awaitRunning(transactionId);

            // without a transactionId: the running one is filled in
            var sent = set(chargePoint, 1, absolute(2, "TxProfile", 0, ""));

            var profile = sent.csChargingProfiles();
            assertThat(profile.chargingProfilePurpose())
                    .isEqualTo(ChargingProfilePurpose.TX_PROFILE);
            assertThat(profile.transactionId()).isEqualTo(transactionId);
            assertIsAbsolute(profile);
            awaitBelieved(chargePoint, 2);

            chargePoint.stop(transactionId, 100, null, null);
            awaitBelieved(chargePoint);
        }
    }

    @Test
    @DisplayName("TC_059_CSMS Remote start with a charging profile")
    void tc_059_remote_start_with_profile() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            var asking =
                    bed.operator()
                            .remoteStart(
                                    chargePoint.identity(),
                                    "\"connectorId\":1,\"idTag\":\"%s\",\"chargingProfile\":%s"
                                            .formatted(
                                                    idTag.value(),
                                                    absolute(3, "TxProfile", 0, "")));
            var asked = chargePoint.expect(RemoteStartTransaction.Request.class);
            assertThat(asked.request().idTag()).isEqualTo(idTag);
            assertThat(asked.request().connectorId()).isEqualTo(1);
            var profile = requireNonNull(asked.request().chargingProfile());
            assertThat(profile.chargingProfilePurpose())
                    .isEqualTo(ChargingProfilePurpose.TX_PROFILE);
            assertThat(profile.transactionId()).isNull();
            assertIsAbsolute(profile);
            asked.answer(new RemoteStartTransaction.Response(RemoteStartStopStatus.ACCEPTED));
            asking.isAnswered("Accepted");
            chargePoint.authorized(idTag);
            chargePoint.status(1, ChargePointStatus.PREPARING);
            int transactionId = chargePoint.started(1, idTag, 0, TestChargePoint.now());
            chargePoint.status(1, ChargePointStatus.CHARGING);

            awaitBelieved(chargePoint, 3);
            assertThat(
                            bed.operator()
                                    .get("/api/v1/charging-profiles?transactionId=" + transactionId)
                                    .expect(200)
                                    .path("items"))
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("TC_066_CSMS Get composite schedule")
    void tc_066_get_composite_schedule() {
        try (var chargePoint = bed.chargePoint().booted()) {
            var asking =
                    bed.operator()
                            .chargingProfiles(
                                    chargePoint.identity(),
                                    "get-composite-schedule",
                                    "\"connectorId\":1,\"duration\":300,\"chargingRateUnit\":\"A\"");
            var asked = chargePoint.expect(GetCompositeSchedule.Request.class);
            assertThat(asked.request())
                    .isEqualTo(new GetCompositeSchedule.Request(1, 300, ChargingRateUnit.A));
            asked.answer(reporting("6.0"));

            asking.isAnswered("Accepted");
            assertThat(
                            asking.await()
                                    .body()
                                    .at("/response/chargingSchedule/chargingSchedulePeriod/0/limit")
                                    .decimalValue())
                    .isEqualByComparingTo("6.0");
        }
    }

    @Test
    @DisplayName("S-08 What the charge point reports is compared with what we believe")
    void s_08_compared() {
        try (var chargePoint = bed.chargePoint().booted()) {
            set(chargePoint, 1, absolute(1, "TxDefaultProfile", 0, ""));
            awaitBelieved(chargePoint, 1);

            assertThat(compared(chargePoint, "6.0")).isTrue();
            assertThat(compared(chargePoint, "16.0")).isFalse();
        }
    }

    /** Two implementations of the same rules, one looking second by second, meet over a socket. */
    @Test
    @DisplayName("S-08 What we compute is what a charge point makes of the same profiles")
    void s_08_computed_as_the_charge_point_does() throws InterruptedException {
        var idTag = bed.idTag();
        var identity = bed.identity();
        var outlet = Outlet.ac(3, 32);
        var setup =
                Setup.of(bed.platform().ocppUri(), identity)
                        .withModel("Pendulum 2 x 22", List.of(outlet, outlet));
        try (var fleet = new Fleet(List.of(setup), 1, 8)) {
            fleet.powerOn(1);
            assertThat(fleet.await(counted -> counted.accepted() == 1, Duration.ofSeconds(30)))
                    .isTrue();
            bed.database()
                    .awaitRow(
                            "smartcharging",
                            "select 1 from known_charge_point where charge_point_id = ? and connectors = 2",
                            identity);
            var chargePoint = fleet.chargePoints().getFirst();
            chargePoint.plugIn(1, new Vehicle(60_000, 0.2, 3, 16, 50_000));
            chargePoint.present(1, idTag);
            bed.database()
                    .awaitRow(
                            "smartcharging",
                            "select 1 from running_transaction where charge_point_id = ?",
                            identity);

            var yesterday = TestChargePoint.now().minus(Duration.ofDays(1)).minusSeconds(60);
            var weekAgo = TestChargePoint.now().minus(Duration.ofDays(7)).plusSeconds(45);
            install(
                    identity,
                    0,
                    """
                    "chargingProfilePurpose":"ChargePointMaxProfile","stackLevel":0,
                    "chargingProfileKind":"Recurring","recurrencyKind":"Daily","chargingSchedule":{
                    "startSchedule":"%s","chargingRateUnit":"W","chargingSchedulePeriod":[
                    {"startPeriod":0,"limit":16000.0},{"startPeriod":240,"limit":11000.0}]}\
                    """
                            .formatted(yesterday));
            install(
                    identity,
                    0,
                    """
                    "chargingProfilePurpose":"TxDefaultProfile","stackLevel":0,
                    "chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A",
                    "chargingSchedulePeriod":[{"startPeriod":0,"limit":20.5},{"startPeriod":150,"limit":9.7}]}\
                    """);
            install(
                    identity,
                    2,
                    """
                    "chargingProfilePurpose":"TxDefaultProfile","stackLevel":3,
                    "chargingProfileKind":"Recurring","recurrencyKind":"Weekly","chargingSchedule":{
                    "duration":200,"startSchedule":"%s","chargingRateUnit":"W","chargingSchedulePeriod":[
                    {"startPeriod":0,"limit":3000.0,"numberPhases":1},{"startPeriod":70,"limit":2000.0,"numberPhases":1}]}\
                    """
                            .formatted(weekAgo));
            install(
                    identity,
                    1,
                    """
                    "chargingProfilePurpose":"TxProfile","stackLevel":1,
                    "chargingProfileKind":"Relative","chargingSchedule":{"duration":400,
                    "chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":9000.0},
                    {"startPeriod":300,"limit":5000.0}]}\
                    """);
            await().until(() -> believed(identity).size() == 4);

            for (int connector = 0; connector <= 2; connector++) {
                for (var unit : ChargingRateUnit.values()) {
                    var compared =
                            bed.operator()
                                    .chargingProfiles(
                                            identity,
                                            "composite-schedule/compare",
                                            "\"connectorId\":%d,\"duration\":900,\"chargingRateUnit\":\"%s\""
                                                    .formatted(connector, unit))
                                    .await()
                                    .expect(200);
                    assertThat(compared.path("chargingRateUnit").asString())
                            .isEqualTo(unit.wireName());
                    assertThat(compared.path("differences"))
                            .as("connector %d in %s", connector, unit)
                            .isEmpty();
                }
            }
        }
    }

    private void install(String identity, int connectorId, String profile) {
        bed.operator()
                .chargingProfiles(
                        identity,
                        "set",
                        "\"connectorId\":%d,\"csChargingProfiles\":{%s}"
                                .formatted(connectorId, profile))
                .isAnswered("Accepted");
    }

    @Test
    @DisplayName("TC_067_CSMS Clear charging profile")
    void tc_067_clear_charging_profile() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            int transactionId = chargePoint.charging(idTag);
            awaitRunning(transactionId);
            var max = set(chargePoint, 0, absolute(11, "ChargePointMaxProfile", 4, ""));
            assertThat(max.connectorId()).isZero();
            assertThat(max.csChargingProfiles().transactionId()).isNull();
            set(chargePoint, 1, absolute(12, "TxDefaultProfile", 4, ""));
            var tx =
                    set(
                            chargePoint,
                            1,
                            absolute(
                                    13,
                                    "TxProfile",
                                    4,
                                    "\"transactionId\":" + transactionId + ","));
            assertThat(tx.csChargingProfiles().transactionId()).isEqualTo(transactionId);
            awaitBelieved(chargePoint, 11, 12, 13);

            clear(chargePoint, "\"id\":11", new ClearChargingProfile.Request(11, null, null, null));
            awaitBelieved(chargePoint, 12, 13);
            clear(
                    chargePoint,
                    "\"connectorId\":1,\"chargingProfilePurpose\":\"TxDefaultProfile\",\"stackLevel\":4",
                    new ClearChargingProfile.Request(
                            null, 1, ChargingProfilePurpose.TX_DEFAULT_PROFILE, 4));
            awaitBelieved(chargePoint, 13);
            clear(chargePoint, "", new ClearChargingProfile.Request(null, null, null, null));
            awaitBelieved(chargePoint);
        }
    }

    private SetChargingProfile.Request set(
            TestChargePoint chargePoint, int connectorId, String profile) {
        var fields = "\"connectorId\":%d,\"csChargingProfiles\":%s".formatted(connectorId, profile);
        var asking = bed.operator().chargingProfiles(chargePoint.identity(), "set", fields);
        var asked = chargePoint.expect(SetChargingProfile.Request.class);
        assertThat(asked.request())
                .as("every field as asked; what was left out may be chosen")
                .usingRecursiveComparison()
                .ignoringExpectedNullFields()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(
                        OcppCodec.strict()
                                .decode(
                                        SetChargingProfile.Request.class,
                                        ("{" + fields + "}").getBytes(UTF_8))
                                .message());
        asked.answer(new SetChargingProfile.Response(ChargingProfileStatus.ACCEPTED));
        asking.isAnswered("Accepted");
        return asked.request();
    }

    private void clear(
            TestChargePoint chargePoint, String fields, ClearChargingProfile.Request expected) {
        var asking = bed.operator().chargingProfiles(chargePoint.identity(), "clear", fields);
        var asked = chargePoint.expect(ClearChargingProfile.Request.class);
        assertThat(asked.request()).isEqualTo(expected);
        asked.answer(new ClearChargingProfile.Response(ClearChargingProfileStatus.ACCEPTED));
        asking.isAnswered("Accepted");
    }

    /** What a comparison says if the charge point reports this limit. */
    private boolean compared(TestChargePoint chargePoint, String limit) {
        var asking =
                bed.operator()
                        .chargingProfiles(
                                chargePoint.identity(),
                                "composite-schedule/compare",
                                "\"connectorId\":1,\"duration\":300");
        chargePoint.expect(GetCompositeSchedule.Request.class).answer(reporting(limit));
        return asking.await().expect(200).path("equal").asBoolean();
    }

    private static GetCompositeSchedule.Response reporting(String limit) {
        return new GetCompositeSchedule.Response(
                GetCompositeScheduleStatus.ACCEPTED,
                1,
                TestChargePoint.now(),
                new ChargingSchedule(
                        300,
                        null,
                        ChargingRateUnit.A,
                        List.of(new ChargingSchedulePeriod(0, new BigDecimal(limit), null)),
                        null));
    }

    private static void assertIsAbsolute(ChargingProfile profile) {
        assertThat(profile.chargingProfileKind()).isEqualTo(ChargingProfileKind.ABSOLUTE);
        assertThat(profile.recurrencyKind()).isNull();
        assertThat(profile.validFrom()).isEqualTo(FROM);
        assertThat(profile.validTo()).isEqualTo(TO);
        assertThat(profile.chargingSchedule())
                .isEqualTo(
                        new ChargingSchedule(
                                315_360_000,
                                FROM,
                                ChargingRateUnit.A,
                                List.of(new ChargingSchedulePeriod(0, new BigDecimal("6.0"), 3)),
                                null));
    }

    private static String absolute(int id, String purpose, int stackLevel, String more) {
        return """
        {"chargingProfileId":%d,%s"stackLevel":%d,"chargingProfilePurpose":"%s",
        "chargingProfileKind":"Absolute","validFrom":"%s","validTo":"%s",
        "chargingSchedule":{"duration":315360000,"startSchedule":"%s","chargingRateUnit":"A",
        "chargingSchedulePeriod":[{"startPeriod":0,"limit":6.0,"numberPhases":3}]}}\
        """
                .formatted(id, more, stackLevel, purpose, FROM, TO, FROM);
    }

    private void awaitRunning(int transactionId) {
        bed.database()
                .awaitRow(
                        "smartcharging",
                        "select 1 from running_transaction where transaction_id = ?",
                        transactionId);
    }

    private void awaitBelieved(TestChargePoint chargePoint, Integer... ids) {
        await().untilAsserted(
                        () -> assertThat(believed(chargePoint.identity())).containsExactly(ids));
    }

    private List<Integer> believed(String identity) {
        return bed.operator()
                .get("/api/v1/charging-profiles?chargePointId=" + identity)
                .expect(200)
                .path("items")
                .valueStream()
                .map(item -> item.path("chargingProfileId").asInt())
                .sorted()
                .toList();
    }
}
