package io.mainspring.smartcharging.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.smartcharging.ChargePointUnderTest;
import io.mainspring.smartcharging.Profiles;
import io.mainspring.smartcharging.SmartchargingServiceTest;
import io.mainspring.testkit.Rest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@SmartchargingServiceTest
class TemplateTest {

    private static final String PATH = "/charging-profiles/templates";

    @Autowired private ChargePointUnderTest chargePoints;
    @Autowired private Rest rest;

    @Test
    void aTemplateIsWrittenReadReplacedAndDeleted() {
        var id = create();
        var other = "other " + UUID.randomUUID();

        assertThat(rest.get(PATH + "/" + id).body().path("profile").has("chargingProfileId"))
                .isFalse();
        assertThat(rest.put(PATH + "/" + id, body(other, profile())).status()).isEqualTo(200);
        assertThat(rest.get(PATH + "/" + id).body().path("name").asString()).isEqualTo(other);
        assertThat(rest.post(PATH, body(other, profile())).status()).isEqualTo(409);
        assertThat(rest.delete(PATH + "/" + id).status()).isEqualTo(204);
        assertThat(rest.get(PATH + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void whatBelongsToAnInstallationOrATransactionIsRefused() {
        assertPointer(
                Profiles.json(5, "TxDefaultProfile", 0, null, "6.0"), "/profile/chargingProfileId");
        assertPointer(
                profile().replace("TxDefaultProfile", "TxProfile"),
                "/profile/chargingProfilePurpose");
        assertPointer(profile().replace("\"limit\":6.0", "\"limit\":\"6\""), limit());
        assertPointer(profile().replace("\"limit\":6.0", "\"limit\":-6.0"), limit());
    }

    @Test
    void itIsInstalledOnManyAndTheProgressTellsHowEachAnswered() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 25; i++) {
            ids.add(chargePoints.accepting());
        }
        var refusing = chargePoints.answering("{\"status\":\"Rejected\"}");
        ids.add(refusing);

        var begun =
                rest.post(
                        PATH + "/" + create() + "/install",
                        "{\"connectorId\":1,\"chargePointIds\":[\"%s\"]}"
                                .formatted(String.join("\",\"", ids)));

        assertThat(begun.status()).as("%s", begun.body()).isEqualTo(202);
        var location = begun.response().headers().firstValue("Location").orElseThrow();
        var done =
                await().atMost(Duration.ofSeconds(30))
                        .until(
                                () -> rest.get(location.replace("/api/v1", "")).body(),
                                view -> view.path("finished").asBoolean());
        assertThat(done.path("progress").toString())
                .isEqualTo("{\"Accepted\":25,\"Rejected\":1}");
        var chosen = new HashSet<Integer>();
        for (JsonNode target : done.path("chargePoints")) {
            chosen.add(target.path("chargingProfileId").asInt());
        }
        assertThat(chosen).hasSize(26);
        ids.forEach(id -> assertThat(chargePoints.calls(id)).hasSize(1));
        var first = ids.getFirst();
        assertThat(chargePoints.lastCall(first).path("connectorId").asInt()).isEqualTo(1);
        await().until(() -> chargePoints.believedIds(first).size() == 1);
        assertThat(chargePoints.believedIds(refusing)).isEmpty();
    }

    @Test
    void anInstallationNeedsChargePoints() {
        var install = PATH + "/" + create() + "/install";

        assertThat(rest.post(install, "{}").body().path("pointer").asString())
                .isEqualTo("/chargePointIds");
        assertThat(
                        rest.post(install, "{\"all\":{\"vendor\":\"nobody\"}}")
                                .body()
                                .path("pointer")
                                .asString())
                .isEqualTo("/all");
    }

    private String create() {
        var created = rest.post(PATH, body("night " + UUID.randomUUID(), profile()));
        assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
        return created.body().path("templateId").asString();
    }

    private void assertPointer(String profile, String pointer) {
        var answer = rest.post(PATH, body("bad " + UUID.randomUUID(), profile));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(400);
        assertThat(answer.body().path("pointer").asString()).isEqualTo(pointer);
    }

    private static String limit() {
        return "/profile/chargingSchedule/chargingSchedulePeriod/0/limit";
    }

    private static String body(String name, String profile) {
        return "{\"name\":\"%s\",\"profile\":%s}".formatted(name, profile);
    }

    private static String profile() {
        return Profiles.json(5, "TxDefaultProfile", 0, null, "6.0")
                .replace("\"chargingProfileId\":5,", "");
    }
}
