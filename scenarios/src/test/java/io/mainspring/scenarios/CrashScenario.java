package io.mainspring.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.v16.action.ChangeConfiguration;
import io.mainspring.ocpp.v16.type.ConfigurationStatus;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.scenarios.bed.ChargingLoad;
import io.mainspring.scenarios.bed.PlatformProcess;
import io.mainspring.scenarios.bed.TestChargePoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The standalone in a process of its own, for this one is killed. */
@DisplayName("kill -9 of the whole platform")
class CrashScenario {

    private static final int CHARGE_POINTS = 10;

    @Test
    @DisplayName("What was acknowledged before a kill -9 under load is there after the next start")
    void nothing_acknowledged_is_lost(@TempDir Path directory) throws InterruptedException {
        var first = PlatformProcess.start(directory);
        try {
            var identities =
                    IntStream.range(0, CHARGE_POINTS).mapToObj(number -> "CP-" + number).toList();
            var idTags =
                    IntStream.range(0, CHARGE_POINTS - 2)
                            .mapToObj(number -> idTag(first, "TAG-" + number))
                            .toList();
            try (var load = new ChargingLoad(first.ocppUri(), identities, idTags)) {
                load.start();
                var waiting = waitingForAnAbsentChargePoint(first);
                load.awaitRounds(10);
                first.kill();
                try (var second = first.startAgain()) {
                    load.awaitRounds(2);
                    arrives(second, waiting);
                    load.finish();

                    load.isStored(second.database());
                    assertThat(load.transactions())
                            .isGreaterThanOrEqualTo(10 * (CHARGE_POINTS - 2));
                    stillKnown(second, idTags);
                }
            }
        } finally {
            first.close();
        }
    }

    private static IdToken idTag(PlatformProcess platform, String name) {
        var idTag = new IdToken(name);
        platform.operator().put("/api/v1/id-tags/" + name, "{\"status\":\"Accepted\"}").expect(201);
        platform.database()
                .awaitRow("transaction", "select 1 from id_tag where id_tag_key = ?", idTag.key());
        return idTag;
    }

    /** @return the command's id */
    private static String waitingForAnAbsentChargePoint(PlatformProcess platform) {
        try (var chargePoint = TestChargePoint.connected(platform.ocppUri(), "ABSENT")) {
            chargePoint.booted();
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        !platform.operator()
                                .get("/api/v1/connections/ABSENT")
                                .body()
                                .path("connected")
                                .asBoolean(false));
        return platform.operator()
                .postAndLeave(
                        "/api/v1/charge-points/ABSENT/change-configuration?whenOnline=PT1H",
                        "{\"key\":\"HeartbeatInterval\",\"value\":\"60\"}")
                .expect(202)
                .path("commandId")
                .asString();
    }

    private static void arrives(PlatformProcess platform, String commandId) {
        try (var chargePoint = TestChargePoint.connected(platform.ocppUri(), "ABSENT")) {
            chargePoint
                    .expect(ChangeConfiguration.Request.class)
                    .answer(new ChangeConfiguration.Response(ConfigurationStatus.ACCEPTED));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(
                                            platform.operator()
                                                    .get("/api/v1/commands/" + commandId)
                                                    .text("status"))
                                    .isEqualTo("Answered"));
        }
    }

    private static void stillKnown(PlatformProcess platform, List<IdToken> idTags) {
        for (var idTag : idTags) {
            platform.operator().get("/api/v1/id-tags/" + idTag.value()).expect(200);
        }
    }
}
