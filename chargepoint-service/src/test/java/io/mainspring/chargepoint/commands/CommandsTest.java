package io.mainspring.chargepoint.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.chargepoint.ChargepointServiceTest;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.Owner;
import io.mainspring.ocpp.v16.action.BootNotification;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Gateway;
import io.mainspring.testkit.Rest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@ChargepointServiceTest
class CommandsTest {

    @Autowired private Rest rest;
    @Autowired private Gateway gateway;
    @Autowired private Correlation correlation;

    private final String id = "CP-" + UUID.randomUUID();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reset | {\"type\":\"Soft\"} | Reset | {\"status\":\"Accepted\"}",
                "unlock-connector | {\"connectorId\":9} | UnlockConnector |"
                        + " {\"status\":\"NotSupported\"}",
                "change-availability | {\"connectorId\":0,\"type\":\"Operative\"} |"
                        + " ChangeAvailability | {\"status\":\"Accepted\"}",
                "clear-cache | {} | ClearCache | {\"status\":\"Rejected\"}",
                "data-transfer | {\"vendorId\":\"v\",\"data\":\"x\"} | DataTransfer |"
                        + " {\"status\":\"Accepted\",\"data\":\"y\"}",
                "trigger-message | {\"requestedMessage\":\"Heartbeat\"} | TriggerMessage |"
                        + " {\"status\":\"NotImplemented\"}",
                "change-configuration | {\"key\":\"k\",\"value\":\"60\"} | ChangeConfiguration |"
                        + " {\"status\":\"RebootRequired\"}",
                "get-configuration | {} | GetConfiguration | {\"configurationKey\":[]}"
            })
    void aCommandIsSentAsItIsAndAnsweredAsTheChargePointDoes(
            String path, String body, String action, String response) {
        register();
        correlation.ends(id, _ -> Correlation.End.answered(response));

        var command = rest.post("/" + id + "/" + path, body);

        assertThat(command.status()).isEqualTo(200);
        assertThat(command.body().path("status").asString()).isEqualTo("Answered");
        assertThat(command.body().path("response")).hasToString(response);
        assertThat(command.body().path("requestedBy").asString()).isEqualTo("tests");
        var call = correlation.calls(id).getFirst();
        assertThat(call.action().wireName()).isEqualTo(action);
        assertThat(call.asker()).isEqualTo(Owner.CHARGEPOINT);
        assertThat(Correlation.payload(call)).hasToString(body);
    }

    @Test
    void aCallErrorIsAnOutcomeLikeAnyOther() {
        register();
        correlation.ends(id, _ -> Correlation.End.error("NotImplemented"));

        var command = rest.post("/" + id + "/unlock-connector", "{\"connectorId\":1}");

        assertThat(command.status()).isEqualTo(200);
        assertThat(command.body().path("status").asString()).isEqualTo("Error");
        assertThat(command.body().at("/error/code").asString()).isEqualTo("NotImplemented");
    }

    @Test
    void aBodyThatTheProtocolForbidsIsRefusedNamingTheField() {
        register();

        var answer = rest.post("/" + id + "/reset", "{\"type\":\"Medium\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("pointer").asString()).isEqualTo("/type");
        assertThat(correlation.calls(id)).isEmpty();
    }

    @Test
    void nobodySendsToAChargePointThatNobodyKnows() {
        assertThat(rest.post("/" + id + "/reset", "{\"type\":\"Soft\"}").status()).isEqualTo(404);
    }

    @Test
    void oneThatIsOnlyConnectedCanBeMadeToBoot() {
        correlation.ends(id, _ -> Correlation.End.answered("{\"status\":\"Accepted\"}"));
        gateway.connected(id);

        await().untilAsserted(() ->
                assertThat(
                                rest.post(
                                                "/" + id + "/trigger-message",
                                                "{\"requestedMessage\":\"BootNotification\"}")
                                        .status())
                        .isEqualTo(200));
    }

    @Test
    void aKeySentToOneThatNobodyRegisteredIsACommandLikeAnyOther() {
        correlation.ends(id, _ -> Correlation.End.answered("{\"status\":\"Accepted\"}"));
        gateway.connected(id);
        await().until(() -> rest.get("/" + id + "/connectors").status() == 200);

        var answer =
                rest.post(
                        "/" + id + "/change-configuration",
                        "{\"key\":\"AuthorizationKey\",\"value\":\"00112233445566778899AABBCCDDEEFF\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/response/status").asString()).isEqualTo("Accepted");
        assertThat(rest.post("/" + id + "/key", "").status()).isEqualTo(404);
    }

    @Test
    void anAcceptedOneIsNotMadeToBoot() {
        register();
        correlation.ends(id, _ -> Correlation.End.answered("{\"status\":\"Accepted\"}"));
        var trigger = "{\"requestedMessage\":\"BootNotification\"}";
        assertThat(rest.post("/" + id + "/trigger-message", trigger).status()).isEqualTo(200);

        boot();

        await().untilAsserted(() ->
                assertThat(rest.post("/" + id + "/trigger-message", trigger).status())
                        .isEqualTo(409));
    }

    @Test
    void nothingIsSentToARejectedOne() {
        register();
        boot();
        rest.put("/" + id + "/admission", "{\"status\":\"Rejected\"}");
        correlation.ends(id, _ -> Correlation.End.of(CommandStatus.OFFLINE));

        await().untilAsserted(() ->
                assertThat(rest.post("/" + id + "/reset", "{\"type\":\"Hard\"}").status())
                        .isEqualTo(409));
        assertThat(correlation.calls(id)).isEmpty();
    }

    @Test
    void aBootIsNoReasonToSendAnything() {
        register();
        correlation.ends(id, _ -> Correlation.End.answered("{\"status\":\"Accepted\"}"));
        rest.post(
                "/" + id + "/change-availability", "{\"connectorId\":1,\"type\":\"Inoperative\"}");

        boot();
        rest.post("/" + id + "/clear-cache", "{}"); // the next call that anybody asked for

        await().until(() -> correlation.calls(id).size() >= 2);
        assertThat(correlation.calls(id))
                .extracting(call -> call.action().wireName())
                .containsExactly("ChangeAvailability", "ClearCache");
    }

    private void register() {
        rest.post("", "{\"chargePointId\":\"%s\"}".formatted(id));
    }

    private void boot() {
        gateway.answer(
                gateway.send(
                        id,
                        new BootNotification.Request(
                                "Vendor", "Model", null, null, null, null, null, null, null)));
    }
}
