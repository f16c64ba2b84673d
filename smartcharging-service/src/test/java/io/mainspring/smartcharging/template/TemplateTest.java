package io.mainspring.smartcharging.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.Owner;
import io.mainspring.contracts.chargepoint.ChargePointBooted;
import io.mainspring.contracts.chargepoint.Registration;
import io.mainspring.smartcharging.ChargePointUnderTest;
import io.mainspring.smartcharging.Profiles;
import io.mainspring.smartcharging.SmartchargingServiceTest;
import io.mainspring.smartcharging.configuration.KnownChargePoints;
import io.mainspring.testkit.Rest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@SmartchargingServiceTest
class TemplateTest {

    private static final String PATH = "/charging-profiles/templates";
    private static final String INSTALLATIONS = "/charging-profiles/installations";

    @Autowired private ChargePointUnderTest chargePoints;
    @Autowired private Installations installations;
    @Autowired private InstallationRun run;
    @Autowired private KnownChargePoints known;
    @Autowired private JdbcClient sql;
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

        var installation = install(create(), "\"connectorId\":1," + named(ids));

        var done = awaitFinished(installation);
        assertThat(done.path("progress").toString()).isEqualTo("{\"Accepted\":25,\"Rejected\":1}");
        var chosen = new HashSet<Integer>();
        for (JsonNode target : targets(installation, "?limit=1000")) {
            chosen.add(target.path("chargingProfileId").asInt());
        }
        assertThat(chosen).hasSize(26);
        assertThat(targets(installation, "?state=Rejected").get(0).path("chargePointId").asString())
                .isEqualTo(refusing);
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

    @Test
    void whoIsAbsentMakesRoomForTheNext() {
        var ids = absent(20);
        ids.add(chargePoints.accepting());

        var installation = install(create(), named(ids));

        awaitProgress(installation, "{\"Accepted\":1,\"Sent\":20}");
    }

    @Test
    void whoseOutcomeNeverComesIsInDoubtInTheEnd() {
        var installation = install(create(), named(absent(1)));
        awaitProgress(installation, "{\"Sent\":1}");

        installations.giveUp(Instant.now().plus(Duration.ofHours(24)), Duration.ofMinutes(10));
        awaitProgress(installation, "{\"Sent\":1}");
        installations.giveUp(Instant.now().plus(Duration.ofHours(25)), Duration.ofMinutes(10));

        assertThat(awaitFinished(installation).path("progress").toString())
                .isEqualTo("{\"InDoubt\":1}");
    }

    @Test
    void nobodyIsAskedAfterItWasCancelled() {
        var installation = install(create(), named(absent(100)));

        var cancelled = rest.post(INSTALLATIONS + "/" + installation + "/cancel", "").body();

        assertThat(cancelled.path("progress").has("Waiting")).isFalse();
        assertThat(cancelled.path("progress").path("Cancelled").asInt()).isPositive();
    }

    @Test
    void oneThatCannotGoOnDoesNotHoldUpTheOthers() {
        var broken = UUID.randomUUID();
        sql.sql(
                        """
                        insert into installation (installation_id, template, profile, connector_id,
                            when_online_seconds, requested_by, requested_at)
                        values (?, 'broken', '{}', 0, 1, 'tests', 'epoch')
                        """)
                .param(broken)
                .update();
        sql.sql("insert into installation_target values (?, 'cp-x', 'CP-X', 1, 'Waiting')")
                .param(broken)
                .update();

        var installation = install(create(), named(List.of(chargePoints.accepting())));

        awaitProgress(installation, "{\"Accepted\":1}");
        rest.post(INSTALLATIONS + "/" + broken + "/cancel", "");
    }

    @Test
    void whatAChargePointsOwnLimitsForbidIsNotSentToItUnlessForced() {
        var limited = chargePoints.accepting();
        chargePoints.configured(
                limited, Map.of("ChargingScheduleAllowedChargingRateUnit", "Power"));
        await().until(() -> !known.limitsOf(limited).units().isEmpty());
        var ids = List.of(limited, chargePoints.accepting());
        var template = create();

        var installation = install(template, named(ids));

        assertThat(awaitFinished(installation).path("progress").toString())
                .isEqualTo("{\"Accepted\":1,\"Refused\":1}");
        assertThat(targets(installation, "?state=Refused").get(0).path("reason").asString())
                .startsWith("/profile/chargingSchedule/chargingRateUnit must be one of [W]");
        assertThat(chargePoints.calls(limited)).isEmpty();

        var forced =
                rest.post(
                        PATH + "/" + template + "/install?force=true",
                        "{" + named(List.of(limited)) + "}");
        awaitProgress(forced.body().path("installationId").asString(), "{\"Accepted\":1}");
    }

    @Test
    void allMeansThoseThatDescribedThemselvesSo() {
        var vendor = "Vendor " + UUID.randomUUID();
        var cp = chargePoints.accepting();
        chargePoints.publish(Owner.CHARGEPOINT, cp, booted(cp, vendor, "One"));
        var other = chargePoints.accepting();
        chargePoints.publish(Owner.CHARGEPOINT, other, booted(other, vendor, "Two"));
        await().until(() -> known.matching(vendor, null, null).size() == 2);

        var installation =
                install(
                        create(),
                        "\"all\":{\"vendor\":\"%s\",\"model\":\"one\"}"
                                .formatted(vendor.toUpperCase(Locale.ROOT)));

        awaitProgress(installation, "{\"Accepted\":1}");
        assertThat(targets(installation, "").get(0).path("chargePointId").asString()).isEqualTo(cp);
    }

    @Test
    void aChargePointIsAskedOnceInItsOwnSpelling() {
        var cp = chargePoints.accepting();
        chargePoints.publish(Owner.CHARGEPOINT, cp, booted(cp, "V", "M"));
        await().until(() -> known.find(cp).isPresent());

        var installation = install(create(), named(List.of(cp.toLowerCase(Locale.ROOT), cp, cp)));

        awaitProgress(installation, "{\"Accepted\":1}");
        assertThat(targets(installation, "").get(0).path("chargePointId").asString()).isEqualTo(cp);
    }

    @Test
    void anIdempotencyKeyIsOneInstallation() {
        var path = PATH + "/" + create() + "/install";
        var body = "{" + named(List.of(chargePoints.accepting())) + "}";
        var key = UUID.randomUUID().toString();

        var first = rest.post(path, body, "Idempotency-Key", key);
        var second = rest.post(path, body, "Idempotency-Key", key);

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.body().path("installationId"))
                .isEqualTo(first.body().path("installationId"));
    }

    @Test
    void installationsAreListedNewestFirstAndForgottenWhenTheyAreOld() {
        var older = install(create(), named(List.of(chargePoints.accepting())));
        var newer = install(create(), named(List.of(chargePoints.accepting())));
        awaitFinished(older);
        awaitFinished(newer);

        var first = rest.get(INSTALLATIONS + "?limit=1").body();
        var second =
                rest.get(INSTALLATIONS + "?limit=1&cursor=" + first.path("nextCursor").asString())
                        .body();
        assertThat(first.at("/items/0/installationId").asString()).isEqualTo(newer);
        assertThat(second.at("/items/0/installationId").asString()).isEqualTo(older);

        sql.sql("update installation set requested_at = 'epoch' where installation_id = ?::uuid")
                .param(older)
                .update();
        run.forget();
        assertThat(rest.get(INSTALLATIONS + "/" + older).status()).isEqualTo(404);
        assertThat(rest.get(INSTALLATIONS + "/" + newer).status()).isEqualTo(200);
    }

    @Test
    void aChargePointWithoutANameIsRefused() {
        var answer =
                rest.post(
                        PATH + "/" + create() + "/install", "{\"chargePointIds\":[\"CP-7\",null]}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("pointer").asString()).isEqualTo("/chargePointIds/1");
    }

    /** Charge points that come first in the order of ids and never answer. */
    private static List<String> absent(int count) {
        return Stream.generate(() -> "ABSENT-" + UUID.randomUUID())
                .limit(count)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String named(List<String> ids) {
        return "\"chargePointIds\":[\"%s\"]".formatted(String.join("\",\"", ids));
    }

    private static ChargePointBooted booted(String cp, String vendor, String model) {
        return new ChargePointBooted(
                cp,
                Registration.ACCEPTED,
                vendor,
                model,
                null,
                null,
                "1.0",
                null,
                null,
                null,
                null,
                Instant.now());
    }

    private String install(String template, String fields) {
        var begun = rest.post(PATH + "/" + template + "/install", "{" + fields + "}");
        assertThat(begun.status()).as("%s", begun.body()).isEqualTo(202);
        var id = begun.body().path("installationId").asString();
        assertThat(begun.response().headers().firstValue("Location"))
                .contains("/api/v1" + INSTALLATIONS + "/" + id);
        return id;
    }

    private JsonNode awaitFinished(String installation) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> rest.get(INSTALLATIONS + "/" + installation).body(),
                        view -> view.path("finished").asBoolean());
    }

    private void awaitProgress(String installation, String progress) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(
                                        rest.get(INSTALLATIONS + "/" + installation)
                                                .body()
                                                .path("progress")
                                                .toString())
                                .isEqualTo(progress));
    }

    private JsonNode targets(String installation, String query) {
        return rest.get(INSTALLATIONS + "/" + installation + "/charge-points" + query)
                .body()
                .path("items");
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
