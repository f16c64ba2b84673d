package io.mainspring.chargepoint.trigger;

import static io.mainspring.contracts.Owner.CHARGEPOINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mainspring.chargepoint.ChargepointServiceTest;
import io.mainspring.contracts.Call;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.Outcome;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.BootNotification;
import io.mainspring.ocpp.v16.action.DiagnosticsStatusNotification;
import io.mainspring.ocpp.v16.action.ExtendedTriggerMessage;
import io.mainspring.ocpp.v16.action.FirmwareStatusNotification;
import io.mainspring.ocpp.v16.action.Heartbeat;
import io.mainspring.ocpp.v16.action.LogStatusNotification;
import io.mainspring.ocpp.v16.action.MeterValues;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.action.SignCertificate;
import io.mainspring.ocpp.v16.action.SignedFirmwareStatusNotification;
import io.mainspring.ocpp.v16.action.StatusNotification;
import io.mainspring.ocpp.v16.action.TriggerMessage;
import io.mainspring.ocpp.v16.type.ChargePointErrorCode;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.DiagnosticsStatus;
import io.mainspring.ocpp.v16.type.ExtendedMessageTrigger;
import io.mainspring.ocpp.v16.type.FirmwareStatus;
import io.mainspring.ocpp.v16.type.MessageTrigger;
import io.mainspring.ocpp.v16.type.MeterValue;
import io.mainspring.ocpp.v16.type.ReadingContext;
import io.mainspring.ocpp.v16.type.SampledValue;
import io.mainspring.ocpp.v16.type.SignedFirmwareStatus;
import io.mainspring.ocpp.v16.type.UploadLogStatus;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Gateway;
import io.mainspring.testkit.Rest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ChargepointServiceTest
class TriggersTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired private Rest rest;
    @Autowired private Gateway gateway;
    @Autowired private Correlation correlation;
    @Autowired private Triggers triggers;
    @Autowired private TriggeredMessages reader;
    @Autowired private TriggerRetention retention;
    @Autowired private ConsumerFactory<String, byte[]> consumers;
    @Autowired private HikariDataSource database;

    private final String id = "CP-" + UUID.randomUUID();
    private Function<Call, Correlation.End> end = answer("Accepted");

    @BeforeEach
    void register() {
        rest.post("", "{\"chargePointId\":\"%s\"}".formatted(id));
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
        end =
                call -> {
                    gateway.send(id, status(1));
                    return answer("Accepted").apply(call);
                };
        trigger("StatusNotification", ",\"connectorId\":1");
        assertThat(arrived(0)).hasSize(1);
    }

    @Test
    void aRefusedTriggerBringsNothingWhateverComes() {
        end = answer("Rejected");
        trigger("StatusNotification", ",\"connectorId\":1");
        becomes(0, "Refused");
        gateway.send(id, status(1));

        end = answer("Accepted");
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
        var call =
                call(
                        new ExtendedTriggerMessage.Request(
                                ExtendedMessageTrigger.FIRMWARE_STATUS_NOTIFICATION, null));
        gateway.send(call.toRecord());
        gateway.send(id, new FirmwareStatusNotification.Request(FirmwareStatus.IDLE));
        var signed =
                gateway.send(
                        id,
                        new SignedFirmwareStatusNotification.Request(
                                SignedFirmwareStatus.IDLE, null));
        gateway.send(ended(call, "Accepted").toRecord(CHARGEPOINT));

        assertThat(arrived(0)).containsExactly(signed.messageId());
        assertThat(triggers().path(0).path("action").asString())
                .isEqualTo("ExtendedTriggerMessage");
    }

    @Test
    void triggersBeforeAcceptanceAndOfTheSecurityWhitepaperAreFollowedToo() {
        trigger("BootNotification", "");
        var boot =
                gateway.send(
                        id,
                        new BootNotification.Request(
                                "Mainspring",
                                "Pendulum",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null));
        assertThat(arrived(0)).containsExactly(boot.messageId());

        trigger("extended-trigger-message", "LogStatusNotification", "");
        var log = gateway.send(id, new LogStatusNotification.Request(UploadLogStatus.IDLE, null));
        assertThat(arrived(0)).containsExactly(log.messageId());

        trigger("extended-trigger-message", "SignChargePointCertificate", "");
        var sign = gateway.send(id, new SignCertificate.Request("no request"));
        assertThat(arrived(0)).containsExactly(sign.messageId());
    }

    @Test
    void aTriggerThatWaitsForItsChargePointAwaitsNothingUntilItIsSent() {
        var call = waitingTrigger();
        gateway.send(id, status(1)); // the charge point is back, and tells what it always tells
        gateway.send(
                ended(call, "Accepted").sent(Instant.now().plusSeconds(2)).toRecord(CHARGEPOINT));
        var triggered = Gateway.request(id, status(1), Instant.now().plusSeconds(3));
        gateway.send(triggered);

        assertThat(arrived(0)).containsExactly(triggered.messageId());
    }

    @Test
    void aGatewaysClockMayBeBehind() {
        var call = waitingTrigger();
        var sentAt = Instant.now();
        gateway.send(ended(call, "Accepted").sent(sentAt).toRecord(CHARGEPOINT));
        var triggered = Gateway.request(id, status(1), sentAt.minusMillis(500));
        gateway.send(triggered);

        assertThat(arrived(0)).containsExactly(triggered.messageId());
    }

    @Test
    void samplesWithoutAContextGiveWayToTriggeredOnes() {
        trigger("MeterValues", ",\"connectorId\":1");
        var unsaid = gateway.send(id, samples(1, null));
        assertThat(arrived(0)).containsExactly(unsaid.messageId());

        gateway.send(id, samples(1, null));
        var said = gateway.send(id, samples(1, ReadingContext.TRIGGER));
        gateway.send(id, samples(1, ReadingContext.TRIGGER));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(arrived(0)).containsExactly(said.messageId()));
    }

    @Test
    void aRefusalIsARefusalWhateverCame() {
        assertThat(TriggerView.State.of("Rejected", false, true))
                .isEqualTo(TriggerView.State.REFUSED);
        assertThat(TriggerView.State.of("TimedOut", true, true))
                .isEqualTo(TriggerView.State.ARRIVED);
        assertThat(TriggerView.State.of(null, false, false)).isEqualTo(TriggerView.State.WAITING);
    }

    @Test
    void aReaderThatIsBehindGivesNothingUp() {
        reader.stop();
        try {
            trigger("StatusNotification", ",\"connectorId\":1");
            await().until(() -> triggers().path(0).has("answer"));
            for (int other = 0; other < 60; other++) {
                gateway.send(id, status(2));
            }
            var triggered = gateway.send(id, status(1));
            var anHourLater = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
            var late = new TriggeredMessages(triggers, oneRecordAtATime(), anHourLater);

            late.look();
            becomes(0, "Waiting");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        late.look();
                        return !triggers().path(0).path("state").asString("").equals("Waiting");
                    });
            assertThat(arrived(0)).containsExactly(triggered.messageId());
            await().until(() -> {
                late.look(); // until nothing is open: it lets go of its consumer
                return triggers.open().isEmpty();
            });
            late.look();
        } finally {
            reader.start();
        }
    }

    @Test
    void replicasLinkTheSameAndOneIsEnough() {
        var other = new TriggeredMessages(triggers, consumers, Clock.systemUTC());
        other.start();
        try {
            trigger("StatusNotification", "");
            var one = gateway.send(id, status(1));
            var two = gateway.send(id, status(2));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(arrived(0))
                                    .containsExactly(one.messageId(), two.messageId()));

            reader.stop();
            trigger("Heartbeat", "");
            var heartbeat = gateway.send(id, new Heartbeat.Request());
            assertThat(arrived(0)).containsExactly(heartbeat.messageId());
        } finally {
            reader.start();
            other.stop();
        }
    }

    @Test
    void aPageIsReadOverOneConnection() {
        trigger("Heartbeat", "");
        trigger("Heartbeat", "");
        var config = new HikariConfig();
        database.copyStateTo(config);
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(1_000);
        try (var one = new HikariDataSource(config)) {
            var page = new Triggers(JdbcClient.create(one)).list(id, 100, null);
            assertThat(page.items()).hasSize(2);
        }
    }

    @Test
    void aTriggerIsReadByTheIdOfItsCommand() {
        trigger("Heartbeat", "");
        var heartbeat = gateway.send(id, new Heartbeat.Request());
        arrived(0);
        var listed = triggers().path(0);

        var path = "/triggers/" + listed.path("commandId").asString();
        assertThat(rest.get("/" + id + path).body()).isEqualTo(listed);
        assertThat(listed.at("/messages/0/messageId").asString())
                .isEqualTo(heartbeat.messageId().toString());
        assertThat(rest.get("/" + id + "/triggers/" + UUID.randomUUID()).status()).isEqualTo(404);
        rest.post("", "{\"chargePointId\":\"other-%s\"}".formatted(id));
        assertThat(rest.get("/other-" + id + path).status()).isEqualTo(404);
    }

    @Test
    void noConnectorZeroIsSent() {
        for (var path : List.of("/trigger-message", "/extended-trigger-message")) {
            for (int connector : new int[] {0, -5}) {
                var answer =
                        rest.post(
                                "/" + id + path,
                                "{\"requestedMessage\":\"StatusNotification\",\"connectorId\":%d}"
                                        .formatted(connector));
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.body().path("pointer").asString()).isEqualTo("/connectorId");
            }
        }
        assertThat(correlation.calls(id)).isEmpty();
    }

    @Test
    void oldTriggersAreForgottenWithWhatCameOfThem() {
        trigger("Heartbeat", "");
        gateway.send(id, new Heartbeat.Request());
        arrived(0);
        trigger("Heartbeat", "");

        retention.forget();
        assertThat(triggers()).hasSize(2);

        triggers.forgetRequestedBefore(
                Instant.parse(triggers().path(0).path("requestedAt").asString()));
        assertThat(triggers()).hasSize(1);
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

    private static Function<Call, Correlation.End> answer(String status) {
        return _ -> Correlation.End.answered("{\"status\":\"%s\"}".formatted(status));
    }

    private void trigger(String message, String more) {
        trigger("trigger-message", message, more);
    }

    private void trigger(String path, String message, String more) {
        correlation.ends(id, end);
        var answer =
                rest.post(
                        "/" + id + "/" + path,
                        "{\"requestedMessage\":\"%s\"%s}".formatted(message, more));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        var commandId = answer.body().path("commandId").asString();
        await().until(() -> triggers().path(0).path("commandId").asString("").equals(commandId));
    }

    /** A call for a status of connector 1 that is on its way, and noticed. */
    private Call waitingTrigger() {
        var call = call(new TriggerMessage.Request(MessageTrigger.STATUS_NOTIFICATION, 1));
        gateway.send(call.toRecord());
        becomes(0, "Waiting");
        return call;
    }

    private Call call(OcppRequest<?> request) {
        var now = Instant.now();
        return new Call(
                id,
                UUID.randomUUID(),
                Action.of(request),
                CHARGEPOINT,
                now,
                now.plusSeconds(3600),
                true,
                "olga",
                OcppCodec.strict().encode(request));
    }

    private static Outcome ended(Call call, String status) {
        return new Outcome(
                call.commandId(),
                call.chargePointId(),
                call.action(),
                CommandStatus.ANSWERED,
                call.requestedAt(),
                Instant.now(),
                "olga",
                Correlation.payload(call),
                JSON.createObjectNode().put("status", status),
                null);
    }

    private ConsumerFactory<String, byte[]> oneRecordAtATime() {
        var properties = new HashMap<>(consumers.getConfigurationProperties());
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        return new DefaultKafkaConsumerFactory<>(
                properties, new StringDeserializer(), new ByteArrayDeserializer());
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

    private static OcppRequest<?> samples(int connectorId, @Nullable ReadingContext context) {
        var sample = new SampledValue("7", context, null, null, null, null, null);
        return new MeterValues.Request(
                connectorId, null, List.of(new MeterValue(Instant.now(), List.of(sample))));
    }
}
