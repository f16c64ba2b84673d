package io.mainspring.firmware.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.chargepoint.ChargePointBooted;
import io.mainspring.contracts.chargepoint.Registration;
import io.mainspring.firmware.FirmwareServiceTest;
import io.mainspring.firmware.fleet.Fleet;
import io.mainspring.ocpp.v16.action.FirmwareStatusNotification;
import io.mainspring.ocpp.v16.type.FirmwareStatus;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Correlation.End;
import io.mainspring.testkit.Gateway;
import io.mainspring.testkit.OtherService;
import io.mainspring.testkit.Rest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@FirmwareServiceTest
class CampaignsTest {

    @Autowired private Rest rest;
    @Autowired private Gateway gateway;
    @Autowired private Correlation correlation;
    @Autowired private Fleet fleet;

    /** Charge points of a model that no other test has. */
    private final String model = "M-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void wavesFollowEachOtherAndWhoRunsTheVersionIsSkipped() {
        boots("a", "1.0");
        boots("b", "1.0");
        boots("c", "1.0");
        boots("d", "2.0");
        all(_ -> End.answered("{}"), "a", "b", "c");

        var campaign = plan("\"waveSize\":2");

        awaitCounts(campaign, "{\"Running\":2,\"Skipped\":1,\"Waiting\":1}");
        awaitCalls("a", 1);
        awaitCalls("b", 1);
        assertThat(correlation.calls(id("c"))).isEmpty();
        installed("a");
        boots("b", "2.0");
        awaitCounts(campaign, "{\"Running\":1,\"Skipped\":1,\"Succeeded\":2}");
        awaitCalls("c", 1);
        installed("c");
        var finished = awaitState(campaign, "Finished");
        assertThat(finished.path("counts")).hasToString("{\"Skipped\":1,\"Succeeded\":3}");
        assertThat(finished.path("wave").asInt()).isEqualTo(2);
        assertThat(correlation.calls(id("d"))).isEmpty();
    }

    @Test
    void theFailureLimitStopsItAndARetryGoesOn() {
        boots("a", "1.0");
        boots("b", "1.0");
        all(_ -> End.error("InternalError"), "a");
        all(_ -> End.answered("{}"), "b");

        var campaign = plan("\"waveSize\":1,\"failureLimit\":{\"count\":1}");

        var stopped = awaitState(campaign, "Stopped");
        assertThat(stopped.path("counts")).hasToString("{\"Failed\":1,\"Waiting\":1}");
        assertThat(stopped.at("/chargePoints/0/reason").asString())
                .isEqualTo("Refused: InternalError");
        assertThat(correlation.calls(id("b"))).isEmpty();

        all(_ -> End.answered("{}"), "a");
        assertThat(rest.post("/firmware/campaigns/" + campaign + "/retry", "").status())
                .isEqualTo(200);
        awaitCalls("a", 2);
        installed("a");
        awaitCalls("b", 1);
        installed("b");
        awaitState(campaign, "Finished");
    }

    @Test
    void pausedItWaitsAndCancelledItIsOverForWhoHadNotBegun() {
        boots("a", "1.0");
        boots("b", "1.0");
        all(_ -> End.answered("{}"), "a", "b");
        var campaign = plan("\"waveSize\":1");
        awaitCalls("a", 1);

        assertThat(rest.post("/firmware/campaigns/" + campaign + "/pause", "").status())
                .isEqualTo(200);
        installed("a");
        awaitCounts(campaign, "{\"Succeeded\":1,\"Waiting\":1}");
        rest.post("/firmware/campaigns/" + campaign + "/cancel", "");

        var cancelled = awaitState(campaign, "Cancelled");
        assertThat(cancelled.path("counts")).hasToString("{\"Cancelled\":1,\"Succeeded\":1}");
        assertThat(correlation.calls(id("b"))).isEmpty();
        assertThat(rest.post("/firmware/campaigns/" + campaign + "/resume", "").status())
                .isEqualTo(409);
    }

    @Test
    void whoDoesNotComeBackInTimeHasFailed() {
        boots("a", "1.0");
        all(_ -> End.of(CommandStatus.EXPIRED), "a");

        var campaign = plan("\"whenOnline\":60");

        var finished = awaitState(campaign, "Finished");
        assertThat(finished.path("counts")).hasToString("{\"Failed\":1}");
        var call = correlation.calls(id("a")).getFirst();
        assertThat(call.waitForOnline()).isTrue();
        assertThat(Duration.between(call.requestedAt(), call.expiresAt()))
                .isCloseTo(Duration.ofSeconds(60), Duration.ofMillis(1));
    }

    @Test
    void aPlanWithoutTargetsOrVersionIsRefusedNamingTheField() {
        assertPointer("{\"location\":\"https://x/y\",\"version\":\"2\"}", "/chargePoints");
        assertPointer(
                "{\"location\":\"https://x/y\",\"version\":\"2\",\"chargePoints\":{}}",
                "/chargePoints");
        assertPointer(
                "{\"location\":\"https://x/y\",\"chargePoints\":{\"ids\":[\"a\"]}}", "/version");
        assertPointer("{\"version\":\"2\",\"chargePoints\":{\"ids\":[\"a\"]}}", "/location");
        assertPointer(
                "{\"location\":\"https://x/y\",\"version\":\"2\",\"waveSize\":0,\"chargePoints\":{\"ids\":[\"a\"]}}",
                "/waveSize");
    }

    private void assertPointer(String body, String pointer) {
        var answer = rest.post("/firmware/campaigns", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("pointer").asString()).isEqualTo(pointer);
    }

    private String plan(String more) {
        var body =
                """
                {"location":"https://x/fw-2","version":"2.0",
                 "chargePoints":{"model":"%s"},%s}\
                """
                        .formatted(model, more);
        var answer = rest.post("/firmware/campaigns", body);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer.body().path("campaignId").asString();
    }

    private String id(String name) {
        return model + "-" + name;
    }

    private void all(Function<Call, End> how, String... names) {
        for (var name : names) {
            correlation.ends(id(name), how);
        }
    }

    private void boots(String name, String version) {
        try (var chargePoints = new OtherService(Owner.CHARGEPOINT)) {
            chargePoints.publishes(
                    id(name),
                    new ChargePointBooted(
                            id(name),
                            Registration.ACCEPTED,
                            "Mainspring",
                            model,
                            null,
                            null,
                            version,
                            null,
                            null,
                            null,
                            null,
                            Instant.now()));
        }
        await().until(() -> knows(name, version));
    }

    private boolean knows(String name, String version) {
        return fleet.find(id(name)).filter(m -> version.equals(m.firmwareVersion())).isPresent();
    }

    private void installed(String name) {
        for (var status :
                List.of(
                        FirmwareStatus.DOWNLOADING,
                        FirmwareStatus.DOWNLOADED,
                        FirmwareStatus.INSTALLING,
                        FirmwareStatus.INSTALLED)) {
            gateway.send(id(name), new FirmwareStatusNotification.Request(status));
        }
    }

    private void awaitCalls(String name, int number) {
        await().atMost(Duration.ofSeconds(15))
                .until(() -> correlation.calls(id(name)).size() == number);
    }

    private JsonNode awaitState(String campaign, String state) {
        return awaitView(campaign, view -> state.equals(view.path("state").asString("")));
    }

    private void awaitCounts(String campaign, String counts) {
        awaitView(campaign, view -> counts.equals(view.path("counts").toString()));
    }

    private JsonNode awaitView(String campaign, Predicate<JsonNode> until) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> rest.get("/firmware/campaigns/" + campaign).body(), until);
    }
}
