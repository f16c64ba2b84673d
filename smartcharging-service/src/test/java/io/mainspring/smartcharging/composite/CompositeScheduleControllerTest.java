package io.mainspring.smartcharging.composite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.chargepoint.ChargePointRegistered;
import io.mainspring.contracts.chargepoint.ConnectorStatus;
import io.mainspring.contracts.chargepoint.ConnectorStatusChanged;
import io.mainspring.contracts.chargepoint.RegistrationSource;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.smartcharging.ChargePointUnderTest;
import io.mainspring.smartcharging.Profiles;
import io.mainspring.smartcharging.SmartchargingServiceTest;
import io.mainspring.smartcharging.configuration.KnownChargePoints;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Correlation.End;
import io.mainspring.testkit.Rest;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@SmartchargingServiceTest
class CompositeScheduleControllerTest {

    private static final String QUESTION = "\"connectorId\":1,\"duration\":600";

    @Autowired private ChargePointUnderTest chargePoints;
    @Autowired private Correlation correlation;
    @Autowired private KnownChargePoints known;
    @Autowired private Rest rest;

    @Test
    void theLowerOfMaximumAndDefaultIsComputed() {
        var cp = withProfiles("");

        var answer =
                chargePoints.post(
                        "/composite-schedule", cp, QUESTION + ",\"at\":\"2026-11-22T10:00:00.5Z\"");

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(answer.body().path("scheduleStart").asString())
                .isEqualTo("2026-11-22T10:00:00Z");
        assertThat(answer.body().path("chargingRateUnit").asString()).isEqualTo("A");
        assertThat(answer.body().path("chargingSchedulePeriod").toString())
                .isEqualTo("[{\"startPeriod\":0,\"limit\":10.0}]");
    }

    @Test
    void aChargePointThatReportsTheSameIsEqual() {
        var cp = withProfiles(schedule("A", "{\"startPeriod\":0,\"limit\":10.0}"));

        var answer = chargePoints.post("/composite-schedule/compare", cp, QUESTION);

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(answer.body().path("equal").asBoolean()).isTrue();
        assertThat(answer.body().path("scheduleStart").asString())
                .isEqualTo("2026-11-22T10:00:00Z");
        assertThat(answer.body().path("differences")).isEmpty();
    }

    @Test
    void theUnitOfTheAnswerIsTheOneOfTheComparison() {
        var cp = withProfiles(schedule("W", "{\"startPeriod\":0,\"limit\":6900.0}"));

        var answer = chargePoints.post("/composite-schedule/compare", cp, QUESTION);

        assertThat(answer.body().path("equal").asBoolean()).as("%s", answer.body()).isTrue();
        assertThat(answer.body().path("chargingRateUnit").asString()).isEqualTo("W");
    }

    @Test
    void whereTheTwoDifferBothLimitsAreTold() {
        var cp =
                withProfiles(
                        schedule(
                                "A",
                                "{\"startPeriod\":0,\"limit\":10.0},{\"startPeriod\":300,\"limit\":8.0}"));

        var answer = chargePoints.post("/composite-schedule/compare", cp, QUESTION);

        assertThat(answer.body().path("equal").asBoolean()).isFalse();
        assertThat(answer.body().path("differences").toString())
                .isEqualTo(
                        "[{\"from\":\"2026-11-22T10:05:00Z\",\"to\":\"2026-11-22T10:10:00Z\",\"computed\":10.0,\"reported\":8.0}]");
    }

    @Test
    void aChargePointThatRejectsIsNoComparison() {
        var cp = withProfiles("{\"status\":\"Rejected\"}");

        var answer = chargePoints.post("/composite-schedule/compare", cp, QUESTION);

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body().path("detail").asString()).contains("Rejected");
    }

    @Test
    void anErrorOfTheChargePointIsToldInItsWords() {
        var cp = "CP-" + UUID.randomUUID();
        correlation.ends(cp, _ -> End.error("PropertyConstraintViolation"));

        var answer = chargePoints.post("/composite-schedule/compare", cp, QUESTION);

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body().path("detail").asString())
                .isEqualTo("the command ended as PropertyConstraintViolation: ");
    }

    @Test
    void limitsWithMoreDecimalsAreComparedToo() {
        var cp = withProfiles(schedule("A", "{\"startPeriod\":0,\"limit\":10.04}"));

        var answer = chargePoints.post("/composite-schedule/compare", cp, QUESTION);

        assertThat(answer.body().path("equal").asBoolean()).as("%s", answer.body()).isTrue();
    }

    @Test
    void oneThatDoesNotAnswerIsNotWaitedForForEver() {
        var answer =
                chargePoints.post(
                        "/composite-schedule/compare", "CP-" + UUID.randomUUID(), QUESTION);

        assertThat(answer.status()).isEqualTo(504);
    }

    @Test
    void whoeverMayLookOnlyAsksByGet() {
        var cp = withProfiles("");

        var answer =
                rest.get(
                        "/charging-profiles/composite-schedule?chargePointId=%s&connectorId=1&duration=600&chargingRateUnit=W&at=2026-11-22T10:00:00Z"
                                .formatted(cp));

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(answer.body().path("chargingSchedulePeriod").toString())
                .isEqualTo("[{\"startPeriod\":0,\"limit\":6900.0}]");
    }

    @Test
    void aTimeOutOfThisWorldIsRefused() {
        var answer =
                chargePoints.post(
                        "/composite-schedule",
                        "CP-7",
                        QUESTION + ",\"at\":\"+400000000-01-01T00:00:00Z\"");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("pointer").asString()).isEqualTo("/at");
    }

    @ParameterizedTest
    @CsvSource({
        "2147483647, , 16.0", // nobody's connector: that of the profile alone
        "4, , 64.0",
        "4, 2, 32.0",
        "4, 2147483647, 64.0",
        "4, many, 64.0"
    })
    void connectorZeroHasAsManyConnectorsAsCanBeBelieved(
            int reported, @Nullable String configured, String limit) {
        var cp = chargePoints.accepting();
        chargePoints.publish(
                Owner.CHARGEPOINT,
                cp,
                new ChargePointRegistered(cp, RegistrationSource.OPERATOR, 0, null, Instant.now()));
        chargePoints.publish(
                Owner.CHARGEPOINT,
                cp,
                new ConnectorStatusChanged(
                        cp,
                        reported,
                        1,
                        Instant.now(),
                        ConnectorStatus.AVAILABLE,
                        "NoError",
                        null,
                        null,
                        null,
                        Instant.now()));
        chargePoints.configured(
                cp,
                configured == null
                        ? Map.of("MaxChargingProfilesInstalled", "9")
                        : Map.of(
                                "NumberOfConnectors",
                                configured,
                                "MaxChargingProfilesInstalled",
                                "9"));
        await().until(() -> known.limitsOf(cp).maxInstalled() != null);
        set(cp, 0, Profiles.json(2, "TxDefaultProfile", 0, null, "16.0"));
        chargePoints.awaitBelieved(cp, 2);

        var answer =
                chargePoints.post("/composite-schedule", cp, "\"connectorId\":0,\"duration\":60");

        assertThat(answer.body().at("/chargingSchedulePeriod/0/limit").asString()).isEqualTo(limit);
    }

    private String withProfiles(String compositeAnswer) {
        var cp = "CP-" + UUID.randomUUID();
        correlation.ends(cp, call -> answer(call, compositeAnswer));
        set(cp, 0, Profiles.json(1, "ChargePointMaxProfile", 0, null, "10.0"));
        set(cp, 1, Profiles.json(2, "TxDefaultProfile", 0, null, "16.0"));
        chargePoints.awaitBelieved(cp, 1, 2);
        return cp;
    }

    private static End answer(Call call, String composite) {
        return End.answered(
                call.action() == Action.GET_COMPOSITE_SCHEDULE
                        ? composite
                        : "{\"status\":\"Accepted\"}");
    }

    private void set(String cp, int connectorId, String profile) {
        chargePoints.post(
                "/set",
                cp,
                "\"connectorId\":%d,\"csChargingProfiles\":%s".formatted(connectorId, profile));
    }

    private static String schedule(String unit, String periods) {
        return """
        {"status":"Accepted","connectorId":1,"scheduleStart":"2026-11-22T10:00:00Z",
        "chargingSchedule":{"duration":600,"chargingRateUnit":"%s",
        "chargingSchedulePeriod":[%s]}}\
        """
                .formatted(unit, periods);
    }
}
