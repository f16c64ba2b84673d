package io.mainspring.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.v16.action.DiagnosticsStatusNotification;
import io.mainspring.ocpp.v16.action.ExtendedTriggerMessage;
import io.mainspring.ocpp.v16.action.FirmwareStatusNotification;
import io.mainspring.ocpp.v16.action.Heartbeat;
import io.mainspring.ocpp.v16.action.LogStatusNotification;
import io.mainspring.ocpp.v16.action.MeterValues;
import io.mainspring.ocpp.v16.action.SignedFirmwareStatusNotification;
import io.mainspring.ocpp.v16.action.TriggerMessage;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.DiagnosticsStatus;
import io.mainspring.ocpp.v16.type.ExtendedMessageTrigger;
import io.mainspring.ocpp.v16.type.FirmwareStatus;
import io.mainspring.ocpp.v16.type.MessageTrigger;
import io.mainspring.ocpp.v16.type.MeterValue;
import io.mainspring.ocpp.v16.type.ReadingContext;
import io.mainspring.ocpp.v16.type.SampledValue;
import io.mainspring.ocpp.v16.type.SignedFirmwareStatus;
import io.mainspring.ocpp.v16.type.TriggerMessageStatus;
import io.mainspring.ocpp.v16.type.UploadLogStatus;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.scenarios.bed.TestChargePoint;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@OnThePlatform
@DisplayName("Remote triggers")
class TriggerScenario {

    private final TestBed bed;

    TriggerScenario(TestBed bed) {
        this.bed = bed;
    }

    @Test
    @DisplayName("TC_054_CSMS Trigger message")
    void tc_054_trigger_message() {
        try (var chargePoint = bed.chargePoint().booted()) {
            trigger(chargePoint, MessageTrigger.METER_VALUES, 1, TriggerMessageStatus.ACCEPTED);
            chargePoint.send(triggeredSample());
            becomes(chargePoint, "MeterValues", "Arrived");

            trigger(chargePoint, MessageTrigger.HEARTBEAT, null, TriggerMessageStatus.ACCEPTED);
            assertThat(chargePoint.send(new Heartbeat.Request()).currentTime()).isNotNull();
            becomes(chargePoint, "Heartbeat", "Arrived");

            trigger(
                    chargePoint,
                    MessageTrigger.STATUS_NOTIFICATION,
                    1,
                    TriggerMessageStatus.ACCEPTED);
            chargePoint.status(1, ChargePointStatus.AVAILABLE);
            becomes(chargePoint, "StatusNotification", "Arrived");

            trigger(
                    chargePoint,
                    MessageTrigger.DIAGNOSTICS_STATUS_NOTIFICATION,
                    null,
                    TriggerMessageStatus.ACCEPTED);
            chargePoint.send(new DiagnosticsStatusNotification.Request(DiagnosticsStatus.IDLE));
            becomes(chargePoint, "DiagnosticsStatusNotification", "Arrived");

            trigger(
                    chargePoint,
                    MessageTrigger.FIRMWARE_STATUS_NOTIFICATION,
                    null,
                    TriggerMessageStatus.ACCEPTED);
            chargePoint.send(new FirmwareStatusNotification.Request(FirmwareStatus.IDLE));
            becomes(chargePoint, "FirmwareStatusNotification", "Arrived");
        }
    }

    @Test
    @DisplayName("TC_055_CSMS Trigger message rejected")
    void tc_055_rejected() {
        try (var chargePoint = bed.chargePoint().booted()) {
            trigger(chargePoint, MessageTrigger.METER_VALUES, 1, TriggerMessageStatus.REJECTED);
            var trigger = becomes(chargePoint, "MeterValues", "Refused");
            assertThat(trigger.path("answer").asString()).isEqualTo("Rejected");
        }
    }

    @Test
    @DisplayName("A message that the charge point never sends is NotImplemented")
    void notImplemented() {
        try (var chargePoint = bed.chargePoint().booted()) {
            trigger(
                    chargePoint,
                    MessageTrigger.DIAGNOSTICS_STATUS_NOTIFICATION,
                    null,
                    TriggerMessageStatus.NOT_IMPLEMENTED);
            var trigger = becomes(chargePoint, "DiagnosticsStatusNotification", "Refused");
            assertThat(trigger.path("answer").asString()).isEqualTo("NotImplemented");
        }
    }

    @Test
    @DisplayName("A trigger without a connector brings a message of each, 0 included")
    void withoutConnector() {
        try (var chargePoint = bed.chargePoint().booted()) {
            trigger(
                    chargePoint,
                    MessageTrigger.STATUS_NOTIFICATION,
                    null,
                    TriggerMessageStatus.ACCEPTED);
            chargePoint.available();

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(
                                            becomes(chargePoint, "StatusNotification", "Arrived")
                                                    .path("messages")
                                                    .values())
                                    .extracting(message -> message.path("connectorId").asInt())
                                    .containsExactly(0, 1, 2));
        }
    }

    @Test
    @DisplayName("The messages of the security whitepaper are triggered and linked")
    void extendedTrigger() {
        try (var chargePoint = bed.chargePoint().booted()) {
            extendedTrigger(chargePoint, ExtendedMessageTrigger.LOG_STATUS_NOTIFICATION);
            chargePoint.send(new LogStatusNotification.Request(UploadLogStatus.IDLE, null));
            becomes(chargePoint, "LogStatusNotification", "Arrived");

            extendedTrigger(chargePoint, ExtendedMessageTrigger.FIRMWARE_STATUS_NOTIFICATION);
            chargePoint.send(
                    new SignedFirmwareStatusNotification.Request(SignedFirmwareStatus.IDLE, null));
            var trigger = becomes(chargePoint, "FirmwareStatusNotification", "Arrived");
            assertThat(trigger.at("/messages/0/action").asString())
                    .isEqualTo("SignedFirmwareStatusNotification");

            extendedTrigger(chargePoint, ExtendedMessageTrigger.HEARTBEAT);
            chargePoint.send(new Heartbeat.Request());
            becomes(chargePoint, "Heartbeat", "Arrived");
        }
    }

    private void extendedTrigger(TestChargePoint chargePoint, ExtendedMessageTrigger message) {
        var asking =
                bed.operator()
                        .ask(
                                chargePoint.identity(),
                                "extended-trigger-message",
                                "{\"requestedMessage\":\"%s\"}".formatted(message.wireName()));
        chargePoint
                .expect(ExtendedTriggerMessage.Request.class)
                .answer(new ExtendedTriggerMessage.Response(TriggerMessageStatus.ACCEPTED));
        asking.isAnswered("Accepted");
    }

    private void trigger(
            TestChargePoint chargePoint,
            MessageTrigger message,
            @Nullable Integer connectorId,
            TriggerMessageStatus answer) {
        var asking =
                bed.operator()
                        .ask(
                                chargePoint.identity(),
                                "trigger-message",
                                "{\"requestedMessage\":\"%s\"%s}"
                                        .formatted(
                                                message.wireName(),
                                                connectorId == null
                                                        ? ""
                                                        : ",\"connectorId\":" + connectorId));
        var asked = chargePoint.expect(TriggerMessage.Request.class);
        assertThat(asked.request()).isEqualTo(new TriggerMessage.Request(message, connectorId));
        asked.answer(new TriggerMessage.Response(answer));
        asking.isAnswered(answer.wireName());
    }

    private static MeterValues.Request triggeredSample() {
        var sample = new SampledValue("1200", ReadingContext.TRIGGER, null, null, null, null, null);
        return new MeterValues.Request(
                1, null, List.of(new MeterValue(TestChargePoint.now(), List.of(sample))));
    }

    /** The newest trigger, once it is for this message and in this state. */
    private JsonNode becomes(TestChargePoint chargePoint, String message, String state) {
        var path = "/api/v1/charge-points/" + chargePoint.identity() + "/triggers?limit=1";
        return await(message + " " + state)
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> bed.operator().get(path).body().path("items").path(0),
                        trigger ->
                                message.equals(trigger.path("requestedMessage").asString(""))
                                        && state.equals(trigger.path("state").asString("")));
    }
}
