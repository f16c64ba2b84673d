package io.mainspring.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.v16.action.ChangeConfiguration;
import io.mainspring.ocpp.v16.action.Heartbeat;
import io.mainspring.ocpp.v16.action.Reset;
import io.mainspring.ocpp.v16.action.StatusNotification;
import io.mainspring.ocpp.v16.action.TriggerMessage;
import io.mainspring.ocpp.v16.type.ChargePointErrorCode;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.ConfigurationStatus;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import io.mainspring.ocpp.v16.type.ResetStatus;
import io.mainspring.ocpp.v16.type.ResetType;
import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.ocpp.v16.type.TriggerMessageStatus;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.Operator;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.scenarios.bed.TestChargePoint;
import io.mainspring.simulator.scripted.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@OnThePlatform
@DisplayName("Boot, registration and reset")
class BootScenario {

    private final TestBed bed;

    BootScenario(TestBed bed) {
        this.bed = bed;
    }

    @Test
    @DisplayName("TC_001_CSMS Cold boot of a charge point")
    void tc_001_cold_boot() {
        try (var chargePoint = bed.chargePoint()) {
            var boot = chargePoint.boot();
            chargePoint.available();
            var heartbeat = chargePoint.send(new Heartbeat.Request());

            assertThat(boot.status()).isEqualTo(RegistrationStatus.ACCEPTED);
            assertThat(boot.interval()).isPositive();
            assertThat(boot.currentTime()).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
            assertThat(heartbeat.currentTime())
                    .isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
        }
    }

    @Test
    @DisplayName("TC_013_CSMS Hard reset")
    void tc_013_hard_reset() {
        reset(ResetType.HARD);
    }

    @Test
    @DisplayName("TC_014_CSMS Soft reset")
    void tc_014_soft_reset() {
        reset(ResetType.SOFT);
    }

    private void reset(ResetType type) {
        try (var chargePoint = bed.chargePoint().booted()) {
            var asking =
                    bed.operator()
                            .ask(
                                    chargePoint.identity(),
                                    "reset",
                                    "{\"type\":\"" + type.wireName() + "\"}");
            var reset = chargePoint.expect(Reset.Request.class);
            assertThat(reset.request().type()).isEqualTo(type);
            reset.answer(new Reset.Response(ResetStatus.ACCEPTED));
            asking.isAnswered("Accepted");

            chargePoint.wire().abort();
            chargePoint.wire().reconnect();
            chargePoint.booted();
        }
    }

    @Test
    @DisplayName("TC_032_1_CSMS Power failure, the charge point stops its transactions")
    void tc_032_1_power_failure() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            var transactionId = chargePoint.charging(idTag);

            chargePoint.wire().abort();
            chargePoint.wire().reconnect();
            assertThat(chargePoint.boot().status()).isEqualTo(RegistrationStatus.ACCEPTED);
            chargePoint.status(0, ChargePointStatus.AVAILABLE);
            chargePoint.status(1, ChargePointStatus.FINISHING);
            chargePoint.status(2, ChargePointStatus.AVAILABLE);
            // the boot has not closed it: that is what the stop is for
            await().untilAsserted(() ->
                    assertThat(transaction(transactionId, "state")).isEqualTo("Open"));
            chargePoint.stop(transactionId, 400, StopReason.POWER_LOSS, null);

            await().untilAsserted(() -> {
                assertThat(transaction(transactionId, "state")).isEqualTo("Stopped");
                assertThat(transaction(transactionId, "stopReason")).isEqualTo("PowerLoss");
            });
        }
    }

    private String transaction(int transactionId, String field) {
        return bed.operator().get("/api/v1/transactions/" + transactionId).text(field);
    }

    @Test
    @DisplayName("X-01 A charge point kept Pending may be triggered, but is sent no remote start")
    void x_01_pending() {
        var idTag = bed.idTag();
        try (var chargePoint = registered("Pending")) {
            var boot = chargePoint.boot();
            assertThat(boot.status()).isEqualTo(RegistrationStatus.PENDING);
            assertThat(boot.interval()).isPositive();

            isNotSent(
                    bed.operator()
                            .remoteStart(
                                    chargePoint.identity(),
                                    "\"connectorId\":1,\"idTag\":\"" + idTag.value() + "\""));
            isNotSent(bed.operator().remoteStop(chargePoint.identity(), 1));

            var trigger =
                    bed.operator()
                            .ask(
                                    chargePoint.identity(),
                                    "trigger-message",
                                    "{\"requestedMessage\":\"StatusNotification\",\"connectorId\":1}");
            chargePoint
                    .expect(TriggerMessage.Request.class)
                    .answer(new TriggerMessage.Response(TriggerMessageStatus.ACCEPTED));
            trigger.isAnswered("Accepted");
            chargePoint.status(1, ChargePointStatus.AVAILABLE);
        }
    }

    @Test
    @DisplayName("X-02 A Rejected charge point is told to wait, and is sent nothing")
    void x_02_rejected() {
        try (var chargePoint = registered("Rejected")) {
            var boot = chargePoint.boot();

            assertThat(boot.status()).isEqualTo(RegistrationStatus.REJECTED);
            assertThat(boot.interval()).isPositive();
            var identity = chargePoint.identity();
            isNotSent(bed.operator().ask(identity, "reset", "{\"type\":\"Soft\"}"));
            isNotSent(bed.operator().ask(identity, "get-configuration", "{}"));
            isNotSent(
                    bed.operator()
                            .ask(
                                    identity,
                                    "trigger-message",
                                    "{\"requestedMessage\":\"BootNotification\"}"));
            hearsNothing(chargePoint);
        }
    }

    @Test
    @DisplayName("X-03 Before it was ever accepted a charge point may only boot")
    void x_03_not_booted() {
        try (var chargePoint = bed.chargePoint()) {
            var status =
                    new StatusNotification.Request(
                            1,
                            ChargePointErrorCode.NO_ERROR,
                            null,
                            ChargePointStatus.AVAILABLE,
                            null,
                            null,
                            null);

            assertThatThrownBy(() -> chargePoint.send(status))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo("SecurityError"));
        }
    }

    @Test
    @DisplayName(
            "X-04 A reconnect is no reboot: an accepted charge point goes on without BootNotification")
    void x_04_reconnect_without_boot() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            var transactionId = chargePoint.charging(idTag);

            chargePoint.wire().abort();
            chargePoint.wire().reconnect();

            chargePoint.status(1, ChargePointStatus.CHARGING);
            chargePoint.send(new Heartbeat.Request());
            chargePoint.authorized(idTag);
            chargePoint.stop(transactionId, 10, StopReason.LOCAL, idTag);
        }
    }

    @Test
    @DisplayName("C-52 Nothing is asked that nobody wants: not after the boot, not after a change")
    void c_52_no_unasked_calls() {
        try (var chargePoint = bed.chargePoint().booted()) {
            hearsNothing(chargePoint);

            var changing =
                    bed.operator()
                            .ask(
                                    chargePoint.identity(),
                                    "change-configuration",
                                    "{\"key\":\"HeartbeatInterval\",\"value\":\"60\"}");
            chargePoint
                    .expect(ChangeConfiguration.Request.class)
                    .answer(new ChangeConfiguration.Response(ConfigurationStatus.ACCEPTED));
            changing.isAnswered("Accepted");
            chargePoint.wire().abort();
            chargePoint.wire().reconnect();
            hearsNothing(chargePoint);
        }
    }

    /** Refused by the service, or by the gateway if the boot has not come round to the service yet. */
    private static void isNotSent(Operator.Asking asking) {
        var reply = asking.await();
        if (reply.status() != 409) {
            assertThat(reply.text("status")).as("%s", reply.body()).isEqualTo("Error");
            assertThat(reply.body().path("error").path("code").asString(""))
                    .isEqualTo("SecurityError");
        }
    }

    private static void hearsNothing(TestChargePoint chargePoint) {
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(4))
                .until(() -> chargePoint.wire().unexpected().isEmpty());
    }

    private TestChargePoint registered(String admission) {
        var identity = bed.identity();
        bed.operator()
                .post(
                        "/api/v1/charge-points",
                        """
                        {"chargePointId":"%s","admission":"%s","securityProfile":0}\
                        """
                                .formatted(identity, admission))
                .expect(201);
        return TestChargePoint.connected(bed.platform().ocppUri(), identity);
    }
}
