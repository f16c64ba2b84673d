package io.mainspring.chargepoint.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.chargepoint.ChargepointServiceTest;
import io.mainspring.contracts.Admission;
import io.mainspring.contracts.Call;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Gateway;
import io.mainspring.testkit.Rest;
import io.mainspring.testkit.Tail;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ChargepointServiceTest
class UpgradeTest {

    private static final String ACCEPTED = "{\"status\":\"Accepted\"}";

    @Autowired private Rest rest;
    @Autowired private Gateway gateway;
    @Autowired private Correlation correlation;

    private final String id = "CP-" + UUID.randomUUID();

    @Test
    void anUpgradeTakesItsStepsInOrderAndEndsWithTheReturn() {
        register(0);
        correlation.ends(id, _ -> Correlation.End.answered(ACCEPTED));
        try (var admissions = new Tail("ocpp.admissions")) {
            var started = rest.post("/" + id + "/security-profile", "{\"securityProfile\":2}");

            assertThat(started.status()).isEqualTo(202);
            assertThat(started.response().headers().firstValue("Location"))
                    .hasValue("/api/v1/charge-points/" + id + "/security-profile-upgrades/1");
            await().untilAsserted(() -> assertThat(step("Return")).isEqualTo("UnderWay"));
            assertThat(keys()).containsExactly("AuthorizationKey", "SecurityProfile");
            assertThat(correlation.calls(id).getLast().action()).isEqualTo(Action.RESET);
            assertThat(Correlation.payload(correlation.calls(id).getLast()))
                    .hasToString("{\"type\":\"Hard\"}");
            assertAdmitted(
                    admissions,
                    a ->
                            a.securityProfile() == 0
                                    && Integer.valueOf(2).equals(a.nextSecurityProfile()));

            gateway.connected(id, 2);

            await().untilAsserted(() -> assertThat(state()).isEqualTo("Completed"));
            assertAdmitted(
                    admissions,
                    a ->
                            a.securityProfile() == 2
                                    && a.nextSecurityProfile() == null
                                    && a.keys().size() == 1);
        }
        assertThat(rest.get("/" + id).body().path("securityProfile").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "ChangeConfiguration,Rejected,ChangeConfiguration: Rejected",
        "Reset,Rejected,Reset: Rejected"
    })
    void aRefusalRollsBackAndTellsWhy(String action, String status, String reason) {
        register(1);
        correlation.ends(
                id,
                call ->
                        Correlation.End.answered(
                                call.action().wireName().equals(action)
                                        ? "{\"status\":\"%s\"}".formatted(status)
                                        : ACCEPTED));

        rest.post("/" + id + "/security-profile", "{\"securityProfile\":2}");

        await().untilAsserted(() -> assertThat(state()).isEqualTo("RolledBack"));
        assertThat(upgrade().path("reason").asString()).isEqualTo(reason);
        assertStaysAt(1);
    }

    @Test
    void whoeverDoesNotComeBackInTimeIsRolledBack() {
        register(1);
        correlation.ends(id, _ -> Correlation.End.answered(ACCEPTED));

        rest.post("/" + id + "/security-profile", "{\"securityProfile\":2,\"timeLimit\":\"PT3S\"}");
        await().untilAsserted(() ->
                assertThat(rest.get("/" + id).body().path("nextSecurityProfile").asInt())
                        .isEqualTo(2));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(state()).isEqualTo("RolledBack"));
        assertThat(upgrade().path("reason").asString()).contains("time limit");
        assertStaysAt(1);
    }

    @Test
    void whoIsThereBeforeTheResetIsAnsweredHasArrivedWhateverTheAnswerIs() {
        register(1);
        correlation.ends(
                id,
                call -> {
                    if (call.action() == Action.RESET) {
                        gateway.connected(id, 2);
                        await().untilAsserted(() ->
                                assertThat(
                                                rest.get("/" + id)
                                                        .body()
                                                        .path("securityProfile")
                                                        .asInt())
                                        .isEqualTo(2));
                        return Correlation.End.answered("{\"status\":\"Rejected\"}");
                    }
                    return Correlation.End.answered(ACCEPTED);
                });

        rest.post("/" + id + "/security-profile", "{\"securityProfile\":2}");

        await().untilAsserted(() -> assertThat(state()).isEqualTo("Completed"));
        assertStaysAt(2);
    }

    @Test
    void whoHasOnlyAKeyThatItMayNotHaveGetsANewOne() {
        register(0);
        correlation.ends(id, _ -> Correlation.End.of(CommandStatus.TIMED_OUT));
        rest.post("/" + id + "/security-profile", "{\"securityProfile\":1}");
        await().untilAsserted(() -> assertThat(state()).isEqualTo("RolledBack"));
        correlation.ends(id, _ -> Correlation.End.answered(ACCEPTED));

        rest.post("/" + id + "/security-profile", "{\"securityProfile\":1}");

        await().untilAsserted(() ->
                assertThat(
                                correlation.calls(id).stream()
                                        .map(Correlation::payload)
                                        .map(payload -> payload.path("key").asString("")))
                        .containsSequence(
                                "AuthorizationKey", "AuthorizationKey", "SecurityProfile"));
    }

    @Test
    void aTimeLimitBeyondAMonthIsRefusedNamingTheField() {
        register(1);

        var answer =
                rest.post(
                        "/" + id + "/security-profile",
                        "{\"securityProfile\":2,\"timeLimit\":\"P200000000D\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("pointer").asString()).isEqualTo("/timeLimit");
    }

    private void assertStaysAt(int securityProfile) {
        await().untilAsserted(() -> {
            var view = rest.get("/" + id).body();
            assertThat(view.path("securityProfile").asInt()).isEqualTo(securityProfile);
            assertThat(view.path("nextSecurityProfile").isNull()).isTrue();
        });
    }

    @Test
    void aResetThatIsNotAnsweredIsStillAReset() {
        register(1);
        correlation.ends(
                id,
                call ->
                        call.action() == Action.RESET
                                ? Correlation.End.of(CommandStatus.CONNECTION_LOST)
                                : Correlation.End.answered(ACCEPTED));
        rest.post("/" + id + "/security-profile", "{\"securityProfile\":2}");
        await().untilAsserted(() -> assertThat(step("Return")).isEqualTo("UnderWay"));

        gateway.connected(id, 2);

        await().untilAsserted(() -> assertThat(state()).isEqualTo("Completed"));
    }

    @Test
    void theRootCertificateAndTheOwnCertificateComeBeforeProfile3() {
        register(1);
        correlation.ends(
                id,
                call ->
                        call.action() == Action.EXTENDED_TRIGGER_MESSAGE
                                ? Correlation.End.answered("{\"status\":\"Rejected\"}")
                                : Correlation.End.answered(ACCEPTED));

        rest.post(
                "/" + id + "/security-profile",
                "{\"securityProfile\":3,\"installRootCertificate\":true}");

        await().untilAsserted(() -> assertThat(state()).isEqualTo("RolledBack"));
        assertThat(correlation.calls(id).stream().map(Call::action))
                .containsExactly(Action.INSTALL_CERTIFICATE, Action.EXTENDED_TRIGGER_MESSAGE);
        assertThat(upgrade().path("reason").asString())
                .isEqualTo("ExtendedTriggerMessage: Rejected");
    }

    @Test
    void oneThatIsMovedByHandMovesToo() {
        register(1);
        correlation.ends(id, _ -> Correlation.End.answered(ACCEPTED));

        rest.post(
                "/" + id + "/change-configuration",
                "{\"key\":\"SecurityProfile\",\"value\":\"2\"}");
        await().untilAsserted(() ->
                assertThat(rest.get("/" + id).body().path("nextSecurityProfile").asInt())
                        .isEqualTo(2));
        gateway.connected(id, 1);
        gateway.connected(id, 2);

        await().untilAsserted(() ->
                assertThat(rest.get("/" + id).body().path("securityProfile").asInt()).isEqualTo(2));
        assertThat(rest.get("/" + id).body().path("nextSecurityProfile").isNull()).isTrue();
    }

    @Test
    void aMoveDownIsNotDoneThisWayAndAnOperatorMayStillSayIt() {
        register(2);

        assertThat(rest.post("/" + id + "/security-profile", "{\"securityProfile\":2}").status())
                .isEqualTo(409);
        assertThat(rest.post("/" + id + "/security-profile", "{\"securityProfile\":4}").status())
                .isEqualTo(400);
        assertThat(rest.patch("/" + id, "{\"securityProfile\":1}").status()).isEqualTo(200);
        assertThat(rest.get("/" + id).body().path("securityProfile").asInt()).isEqualTo(1);
    }

    @Test
    void aMoveCanBeCancelledAndASecondOneBegunThen() {
        register(1); // and nobody ends its calls
        rest.post("/" + id + "/security-profile", "{\"securityProfile\":2}");
        assertThat(rest.post("/" + id + "/security-profile", "{\"securityProfile\":2}").status())
                .isEqualTo(409);

        assertThat(rest.post("/" + id + "/security-profile-upgrades/1/cancel", "").status())
                .isEqualTo(202);

        await().untilAsserted(() -> assertThat(state()).isEqualTo("RolledBack"));
        rest.post("/" + id + "/security-profile", "{\"securityProfile\":2}");
        assertThat(
                        rest.get("/" + id + "/security-profile-upgrades").body().values().stream()
                                .map(upgrade -> upgrade.path("number").asInt()))
                .containsExactly(2, 1);
    }

    private void register(int securityProfile) {
        assertThat(
                        rest.post(
                                        "",
                                        "{\"chargePointId\":\"%s\",\"securityProfile\":%d}"
                                                .formatted(id, securityProfile))
                                .status())
                .isEqualTo(201);
    }

    private List<String> keys() {
        return correlation.calls(id).stream()
                .filter(call -> call.action() == Action.CHANGE_CONFIGURATION)
                .map(call -> Correlation.payload(call).path("key").asString())
                .toList();
    }

    private JsonNode upgrade() {
        return rest.get("/" + id + "/security-profile-upgrades/1").body();
    }

    private String state() {
        return upgrade().path("state").asString();
    }

    private String step(String name) {
        return upgrade().path("steps").values().stream()
                .filter(step -> step.path("step").asString().equals(name))
                .map(step -> step.path("state").asString())
                .findFirst()
                .orElse("no such step");
    }

    private void assertAdmitted(Tail admissions, Predicate<Admission> fits) {
        admissions.first(record ->
                id.equals(record.key())
                        && record.value() != null
                        && fits.test(Admission.read(record.value())));
    }
}
