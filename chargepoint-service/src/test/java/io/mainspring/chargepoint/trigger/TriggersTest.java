package io.mainspring.chargepoint.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.chargepoint.ChargepointServiceTest;
import io.mainspring.contracts.Call;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.Outcome;
import io.mainspring.contracts.Owner;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.DiagnosticsStatusNotification;
import io.mainspring.ocpp.v16.action.ExtendedTriggerMessage;
import io.mainspring.ocpp.v16.action.FirmwareStatusNotification;
import io.mainspring.ocpp.v16.action.Heartbeat;
import io.mainspring.ocpp.v16.action.MeterValues;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.action.SignedFirmwareStatusNotification;
import io.mainspring.ocpp.v16.action.StatusNotification;
import io.mainspring.ocpp.v16.type.ChargePointErrorCode;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.DiagnosticsStatus;
import io.mainspring.ocpp.v16.type.ExtendedMessageTrigger;
import io.mainspring.ocpp.v16.type.FirmwareStatus;
import io.mainspring.ocpp.v16.type.MeterValue;
import io.mainspring.ocpp.v16.type.ReadingContext;
import io.mainspring.ocpp.v16.type.SampledValue;
import io.mainspring.ocpp.v16.type.SignedFirmwareStatus;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Gateway;
import io.mainspring.testkit.Rest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ChargepointServiceTest
class TriggersTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired private Rest rest;
    @Autowired private Gateway gateway;
    @Autowired private Correlation correlation;

    private final String id = "CP-" + UUID.randomUUID();

    @BeforeEach
    void register() {
        rest.post("", "{\"chargePointId\":\"%s\"}".formatted(id));
        answers("Accepted");
    }

    @Test
    void theMessageThatFollowsIsLinkedWhicheverServiceOwnsIt() {
        trigger("MeterValues", ",\"connectorId\":1");
        gateway.send(id, samples(2, ReadingContext.TRIGGER));
        gateway.send(id, samples(1, ReadingContext.SAMPLE_PERIODIC));
        var samples = gateway.send(id, samples(1, ReadingContext.TRIGGER));
        assertThat(arrived(0)).containsExactly(samples.messageId());

        trigger("DiagnosticsStatusNotification", "");
        var idle =
                gateway.send(id, new DiagnosticsStatusNotification.Request(DiagnosticsStatus.IDLE));
        assertThat(arrived(0)).containsExactly(idle.messageId());

        trigger("FirmwareStatusNotification", "");
        gateway.send(id, samples(1, ReadingContext.TRIGGER));
        var firmware =
                gateway.send(id, new FirmwareStatusNotification.Request(FirmwareStatus.IDLE));
        assertThat(arrived(0)).containsExactly(firmware.messageId());
        assertThat(arrived(2)).containsExactly(samples.messageId());
    }

    @Test
    void aTriggerWithoutConnectorBringsTheFirstMessageOfEach() {
        trigger("StatusNotification", "");
        var zero = gateway.send(id, status(0));
        var one = gateway.send(id, status(1));
        gateway.send(id, status(1));
        var two = gateway.send(id, status(2));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> triggers().path(0).path("messages").size() == 3);
        assertThat(arrived(0)).containsExactly(zero.messageId(), one.messageId(), two.messageId());
    }

    @Test
    void theMessageMayHaveCrossedTheAnswer() {
        correlation.ends(
                id,
                _ -> {
                    gateway.send(id, status(1));
                    return Correlation.End.answered("{\"status\":\"Accepted\"}");
                });
        trigger("StatusNotification", ",\"connectorId\":1");
        assertThat(arrived(0)).hasSize(1);
    }

    @Test
    void aRefusedTriggerBringsNothingWhateverComes() {
        answers("Rejected");
        trigger("StatusNotification", ",\"connectorId\":1");
        becomes(0, "Refused");
        gateway.send(id, status(1));

        answers("Accepted");
        trigger("StatusNotification", ",\"connectorId\":1");
        gateway.send(id, status(1));
        arrived(0);

        var refused = becomes(1, "Refused");
        assertThat(refused.path("answer").asString()).isEqualTo("Rejected");
        assertThat(refused.path("messages")).isEmpty();
    }

    @Test
    void nothingCameIsSaidWhenTheWindowIsOver() {
        trigger("StatusNotification", ",\"connectorId\":1");
        gateway.send(id, status(2));
        assertThat(becomes(0, "NothingCame").path("messages")).isEmpty();
    }

    @Test
    void aTriggeredHeartbeatIsLinkedThoughTheGatewayHasAnsweredIt() {
        trigger("Heartbeat", "");
        var heartbeat = gateway.send(id, new Heartbeat.Request());

        assertThat(arrived(0)).containsExactly(heartbeat.messageId());
    }

    @Test
    void anExtendedTriggerIsFollowedWhoeverAskedForIt() {
        var request =
                new ExtendedTriggerMessage.Request(
                        ExtendedMessageTrigger.FIRMWARE_STATUS_NOTIFICATION, null);
        var now = Instant.now();
        var call =
                new Call(
                        id,
                        UUID.randomUUID(),
                        Action.EXTENDED_TRIGGER_MESSAGE,
                        Owner.CHARGEPOINT,
                        now,
                        now.plusSeconds(60),
                        false,
                        "olga",
                        OcppCodec.strict().encode(request));
        gateway.send(call.toRecord());
        gateway.send(id, new FirmwareStatusNotification.Request(FirmwareStatus.IDLE));
        var signed =
                gateway.send(
                        id,
                        new SignedFirmwareStatusNotification.Request(
                                SignedFirmwareStatus.IDLE, null));
        gateway.send(
                new Outcome(
                                call.commandId(),
                                id,
                                call.action(),
                                CommandStatus.ANSWERED,
                                now,
                                Instant.now(),
                                "olga",
                                Correlation.payload(call),
                                JSON.createObjectNode().put("status", "Accepted"),
                                null)
                        .toRecord(Owner.CHARGEPOINT));

        assertThat(arrived(0)).containsExactly(signed.messageId());
        assertThat(triggers().path(0).path("action").asString())
                .isEqualTo("ExtendedTriggerMessage");
    }

    @Test
    void triggersAreReadPageByPage() {
        trigger("Heartbeat", "");
        trigger("Heartbeat", "");
        becomes(0, "NothingCame");
        becomes(1, "NothingCame");
        var first = rest.get("/" + id + "/triggers?limit=1").body();
        var second =
                rest.get(
                                "/"
                                        + id
                                        + "/triggers?limit=1&cursor="
                                        + first.path("nextCursor").asString())
                        .body();
        assertThat(second.at("/items/0/commandId")).isNotEqualTo(first.at("/items/0/commandId"));
        assertThat(second.path("nextCursor").isNull()).isTrue();
        assertThat(rest.get("/" + id + "/triggers?cursor=x").status()).isEqualTo(400);
        assertThat(rest.get("/nobody-" + id + "/triggers").status()).isEqualTo(404);
    }

    private void answers(String status) {
        correlation.ends(
                id, _ -> Correlation.End.answered("{\"status\":\"%s\"}".formatted(status)));
    }

    private void trigger(String message, String more) {
        var answer =
                rest.post(
                        "/" + id + "/trigger-message",
                        "{\"requestedMessage\":\"%s\"%s}".formatted(message, more));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        var commandId = answer.body().path("commandId").asString();
        await().until(() -> triggers().path(0).path("commandId").asString("").equals(commandId));
    }

    /** The charge point's triggers, newest first. */
    private JsonNode triggers() {
        return rest.get("/" + id + "/triggers").body().path("items");
    }

    private JsonNode becomes(int index, String state) {
        await("trigger " + state)
                .atMost(Duration.ofSeconds(25))
                .until(() -> triggers().path(index).path("state").asString("").equals(state));
        return triggers().path(index);
    }

    private List<UUID> arrived(int index) {
        return becomes(index, "Arrived").path("messages").values().stream()
                .map(message -> UUID.fromString(message.path("messageId").asString()))
                .toList();
    }

    private static OcppRequest<?> status(int connectorId) {
        return new StatusNotification.Request(
                connectorId,
                ChargePointErrorCode.NO_ERROR,
                null,
                ChargePointStatus.AVAILABLE,
                Instant.now(),
                null,
                null);
    }

    private static OcppRequest<?> samples(int connectorId, ReadingContext context) {
        var sample = new SampledValue("7", context, null, null, null, null, null);
        return new MeterValues.Request(
                connectorId, null, List.of(new MeterValue(Instant.now(), List.of(sample))));
    }
}
