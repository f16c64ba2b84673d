package io.mainspring.chargepoint.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.mainspring.chargepoint.ChargepointServiceTest;
import io.mainspring.contracts.Call;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.ocpp.v16.action.BootNotification;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Gateway;
import io.mainspring.testkit.Rest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ChargepointServiceTest
class ConfigurationTest {

    @Autowired private Rest rest;
    @Autowired private Gateway gateway;
    @Autowired private Correlation correlation;

    private final String id = "CP-" + UUID.randomUUID();

    @BeforeEach
    void register() {
        rest.post("", "{\"chargePointId\":\"%s\"}".formatted(id));
    }

    @Test
    void anAnswerIsWhatIsKnownWithWhenAndFromWhere() {
        correlation.ends(
                id,
                _ ->
                        Correlation.End.answered(
                                """
                                {"configurationKey":[
                                   {"key":"HeartbeatInterval","readonly":false,"value":"300"},
                                   {"key":"CpoName","readonly":false},
                                   {"key":"AuthorizationKey","readonly":false,"value":"0011"}],
                                 "unknownKey":["Nonsense"]}
                                """));

        var command =
                rest.post("/" + id + "/get-configuration", "{\"key\":[\"HeartbeatInterval\"]}");

        assertThat(command.status()).isEqualTo(200);
        await().until(() -> known().path("configurationKey").size() == 3);
        var heartbeat = key("HeartbeatInterval");
        assertThat(heartbeat.path("value").asString()).isEqualTo("300");
        assertThat(heartbeat.path("readonly").asBoolean()).isFalse();
        assertThat(heartbeat.path("source").asString()).isEqualTo("GetConfiguration");
        assertThat(heartbeat.path("commandId").asString())
                .isEqualTo(command.body().path("commandId").asString());
        assertThat(Instant.parse(heartbeat.path("observedAt").asString()))
                .isCloseTo(
                        Instant.parse(command.body().path("completedAt").asString()),
                        within(1, ChronoUnit.MILLIS)); // PostgreSQL keeps microseconds
        assertThat(key("CpoName").path("value").isNull()).isTrue();
        assertThat(key("AuthorizationKey").path("value").isNull()).isTrue();
        assertThat(known().path("unknownKey"))
                .extracting(JsonNode::asString)
                .containsExactly("Nonsense");
    }

    @Test
    void anAcceptedChangeIsKnownAndARebootItWaitsForIsFlagged() {
        correlation.ends(
                id,
                call ->
                        Correlation.End.answered(
                                Correlation.payload(call).path("key").asString().equals("Later")
                                        ? "{\"status\":\"RebootRequired\"}"
                                        : "{\"status\":\"Accepted\"}"));

        change("MeterValueSampleInterval", "60");
        change("Later", "1");

        await().until(() -> known().path("configurationKey").size() == 2);
        assertThat(key("MeterValueSampleInterval").path("value").asString()).isEqualTo("60");
        assertThat(key("MeterValueSampleInterval").path("source").asString())
                .isEqualTo("ChangeConfiguration");
        assertThat(key("MeterValueSampleInterval").path("rebootRequired").asBoolean()).isFalse();
        assertThat(key("Later").path("rebootRequired").asBoolean()).isTrue();

        gateway.answer(
                gateway.send(
                        id,
                        new BootNotification.Request(
                                "Vendor", "Model", null, null, null, null, null, null, null)));

        await().untilAsserted(() ->
                assertThat(key("Later").path("rebootRequired").asBoolean()).isFalse());
    }

    @Test
    void aRejectedChangeChangesNothing() {
        correlation.ends(id, _ -> Correlation.End.answered("{\"status\":\"Rejected\"}"));

        assertThat(change("HeartbeatInterval", "-1").at("/response/status").asString())
                .isEqualTo("Rejected");

        assertThat(known().path("configurationKey").size()).isZero();
    }

    @Test
    void moreKeysThanTheChargePointTakesAreAskedForInSeveralCalls() {
        knowMaxKeys(2);
        correlation.ends(id, ConfigurationTest::echo);

        var command =
                rest.post(
                                "/" + id + "/get-configuration",
                                "{\"key\":[\"a\",\"b\",\"c\",\"X\",\"e\"]}")
                        .body();

        assertThat(asked())
                .containsExactly(List.of(), List.of("a", "b"), List.of("c", "X"), List.of("e"));
        assertThat(command.path("status").asString()).isEqualTo("Answered");
        assertThat(command.at("/request/key").size()).isEqualTo(5);
        assertThat(command.at("/response/configurationKey"))
                .extracting(k -> k.path("key").asString())
                .containsExactly("a", "b", "c", "e");
        assertThat(command.at("/response/unknownKey"))
                .extracting(JsonNode::asString)
                .containsExactly("X");
        await().until(() -> known().path("configurationKey").size() == 5);
    }

    @Test
    void thePageThatFailsEndsTheCommandWithWhatWasToldSoFar() {
        knowMaxKeys(1);
        correlation.ends(
                id,
                call ->
                        Correlation.payload(call).at("/key/0").asString().equals("b")
                                ? Correlation.End.of(CommandStatus.TIMED_OUT)
                                : echo(call));

        var command =
                rest.post("/" + id + "/get-configuration", "{\"key\":[\"a\",\"b\",\"c\"]}").body();

        assertThat(command.path("status").asString()).isEqualTo("TimedOut");
        assertThat(command.at("/response/configurationKey").size()).isEqualTo(1);
        assertThat(asked()).containsExactly(List.of(), List.of("a"), List.of("b"));
    }

    @Test
    void whoDoesNotWaitIsToldTheAddressOfTheLastPage() {
        knowMaxKeys(1);
        correlation.ends(id, ConfigurationTest::echo);

        var answer =
                rest.post(
                        "/" + id + "/get-configuration",
                        "{\"key\":[\"a\",\"b\"]}",
                        "Prefer",
                        "respond-async");

        assertThat(answer.status()).isEqualTo(202);
        await().until(() -> asked().size() == 3);
        assertThat(answer.response().headers().firstValue("Location"))
                .hasValue("/api/v1/commands/" + correlation.calls(id).getLast().commandId());
    }

    private void knowMaxKeys(int maximum) {
        correlation.ends(
                id,
                _ ->
                        Correlation.End.answered(
                                """
                                {"configurationKey":[{"key":"GetConfigurationMaxKeys",
                                   "readonly":true,"value":"%d"}]}
                                """
                                        .formatted(maximum)));
        rest.post("/" + id + "/get-configuration", "{}");
        await().until(() -> known().path("configurationKey").size() == 1);
    }

    /** Knows every key but X. */
    private static Correlation.End echo(Call call) {
        var known = new StringBuilder();
        var unknown = new StringBuilder();
        for (var key : Correlation.payload(call).path("key")) {
            if (key.asString().equals("X")) {
                unknown.append(unknown.isEmpty() ? "" : ",").append(key);
            } else {
                known.append(known.isEmpty() ? "" : ",")
                        .append("{\"key\":")
                        .append(key)
                        .append(",\"readonly\":true,\"value\":\"1\"}");
            }
        }
        return Correlation.End.answered(
                "{\"configurationKey\":[%s],\"unknownKey\":[%s]}".formatted(known, unknown));
    }

    private List<List<String>> asked() {
        return correlation.calls(id).stream()
                .map(call ->
                        StreamSupport.stream(
                                        Correlation.payload(call).path("key").spliterator(), false)
                                .map(JsonNode::asString)
                                .toList())
                .toList();
    }

    private JsonNode change(String key, String value) {
        return rest.post(
                        "/" + id + "/change-configuration",
                        "{\"key\":\"%s\",\"value\":\"%s\"}".formatted(key, value))
                .body();
    }

    private JsonNode known() {
        return rest.get("/" + id + "/configuration").body();
    }

    private JsonNode key(String name) {
        return StreamSupport.stream(known().path("configurationKey").spliterator(), false)
                .filter(key -> key.path("key").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
