package io.mainspring.smartcharging.composite;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.contracts.Call;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.smartcharging.ChargePointUnderTest;
import io.mainspring.smartcharging.Profiles;
import io.mainspring.smartcharging.SmartchargingServiceTest;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Correlation.End;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SmartchargingServiceTest
class CompositeScheduleControllerTest {

    private static final String QUESTION = "\"connectorId\":1,\"duration\":600";

    @Autowired private ChargePointUnderTest chargePoints;
    @Autowired private Correlation correlation;

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
        "chargingSchedulePeriod":[%s]}}"""
                .formatted(unit, periods);
    }
}
