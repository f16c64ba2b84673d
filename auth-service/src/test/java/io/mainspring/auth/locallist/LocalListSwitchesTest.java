package io.mainspring.auth.locallist;

import static io.mainspring.auth.locallist.ListedChargePoint.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.auth.AuthServiceTest;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.type.UpdateType;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Gateway;
import io.mainspring.testkit.OtherService;
import io.mainspring.testkit.Rest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** The service with every switch of local lists the other way round. */
@AuthServiceTest
@TestPropertySource(
        properties = {
            "mainspring.local-list.ask-version=false",
            "mainspring.local-list.full-after-refusal=false",
            "mainspring.local-list.automatic-rollout=true"
        })
@DirtiesContext
class LocalListSwitchesTest {

    private final Bench bench;
    private final Rest lists;
    private final Correlation correlation;
    private final Gateway gateway;

    @Autowired
    LocalListSwitchesTest(
            Rest lists,
            io.mainspring.auth.Rest idTags,
            Correlation correlation,
            OtherService chargepointService,
            Gateway gateway) {
        this.bench = new Bench(lists, idTags, correlation, chargepointService);
        this.lists = lists;
        this.correlation = correlation;
        this.gateway = gateway;
    }

    @Test
    void nobodyIsAskedForAVersion() {
        bench.registered("sw1-a", "sw1-b");
        bench.chargePoint("SW-1");
        bench.chosen("SW-1", "sw1-a");
        bench.synchronize("SW-1");
        bench.chosen("SW-1", "sw1-a", "sw1-b");

        assertThat(bench.synchronize("SW-1")).isEqualTo("InSync");

        assertThat(correlation.calls("SW-1"))
                .extracting(call -> call.action())
                .containsExactly(Action.SEND_LOCAL_LIST, Action.SEND_LOCAL_LIST);
    }

    @Test
    void aRefusedDifferentialEndsASynchronization() {
        bench.registered("sw2-a", "sw2-b");
        var chargePoint = bench.chargePoint("SW-2");
        bench.chosen("SW-2", "sw2-a");
        bench.synchronize("SW-2");
        bench.chosen("SW-2", "sw2-a", "sw2-b");
        chargePoint.answersNext(updated("VersionMismatch"));

        assertThat(bench.synchronize("SW-2")).isEqualTo("Failed");

        assertThat(chargePoint.types()).containsExactly(UpdateType.FULL, UpdateType.DIFFERENTIAL);
    }

    @Test
    void changesGoOutUnaskedToAutomaticListsOnly() {
        bench.registered("sw3-a");
        var automatic = bench.chargePoint("SW-3");
        var other = bench.chargePoint("SW-4");
        lists.put("/SW-3", Bench.chosenBody(true, "sw3-a"));
        bench.chosen("SW-4", "sw3-a");
        bench.synchronize("SW-3");
        bench.synchronize("SW-4");
        gateway.connected("SW-3");
        gateway.connected("SW-4");

        bench.idTag("sw3-a", "{\"status\":\"Blocked\"}");

        await().atMost(Bench.PATIENCE).untilAsserted(() -> assertThat(automatic.sent()).hasSize(2));
        bench.awaitState("SW-3", "InSync");
        bench.awaitState("SW-4", "Stale");
        assertThat(other.sent()).hasSize(1);
    }

    @Test
    void whoWaitsInARolloutIsNotPutIntoAnother() {
        bench.registered("sw5-a");
        bench.chargePoint("SW-5"); // is away
        lists.put("/SW-5", Bench.chosenBody(true, "sw5-a"));
        bench.synchronize("SW-5");
        bench.idTag("sw5-a", "{\"status\":\"Blocked\"}");
        await().atMost(Bench.PATIENCE).until(() -> automaticTurns("SW-5") == 1);

        bench.idTag("sw5-a", "{\"status\":\"Accepted\",\"parentIdTag\":\"Fleet\"}");
        bench.idTag("sw5-a", "{\"status\":\"Accepted\",\"parentIdTag\":\"Other\"}");
        bench.registered("sw5-b");

        await().during(java.time.Duration.ofSeconds(3))
                .atMost(Bench.PATIENCE)
                .until(() -> automaticTurns("SW-5") == 1);
        gateway.connected("SW-5");
        bench.awaitState("SW-5", "InSync");
    }

    private long automaticTurns(String id) {
        return lists.get("/rollouts?limit=1000")
                .body()
                .path("items")
                .valueStream()
                .map(rollout -> rollout.path("rolloutId").asString())
                .filter(rollout ->
                        lists.get("/rollouts/" + rollout + "/charge-points?limit=1000")
                                .body()
                                .toString()
                                .contains("\"" + id + "\""))
                .count();
    }
}
