package io.mainspring.auth.locallist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.auth.AuthServiceTest;
import io.mainspring.auth.TestClock;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Gateway;
import io.mainspring.testkit.OtherService;
import io.mainspring.testkit.Rest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@AuthServiceTest
class RolloutTest {

    private final Bench bench;
    private final Rest lists;
    private final Gateway gateway;
    private final TestClock clock;

    @Autowired
    RolloutTest(
            Rest lists,
            io.mainspring.auth.Rest idTags,
            Correlation correlation,
            OtherService chargepointService,
            Gateway gateway,
            TestClock clock) {
        this.bench = new Bench(lists, idTags, correlation, chargepointService);
        this.lists = lists;
        this.gateway = gateway;
        this.clock = clock;
    }

    @Test
    void aChangeReachesAllWhoseListHoldsTheIdTagAndTheAbsentWhenTheyCome() {
        bench.registered("ro1-a", "ro1-b");
        var first = listed("RO-1", "ro1-a");
        var second = listed("RO-2", "ro1-a", "ro1-b");
        var absent = listed("RO-3", "ro1-a");
        var other = listed("RO-4", "ro1-b");
        var without = bench.chargePoint("RO-5").holdsVersion(-1);
        bench.chosen("RO-5", "ro1-a");
        for (var id : new String[] {"RO-1", "RO-2", "RO-4", "RO-5"}) {
            gateway.connected(id);
        }
        bench.idTag("ro1-a", "{\"status\":\"Blocked\"}");

        var begun = lists.post("/rollouts", "{\"idTags\":[\"RO1-A\"]}");

        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.body().path("total").asInt()).isEqualTo(4);
        var id = begun.body().path("rolloutId").asString();
        await().atMost(Bench.PATIENCE)
                .untilAsserted(() -> {
                    var view = rollout(id);
                    assertThat(view.path("done").asInt()).as("%s", view).isEqualTo(2);
                    assertThat(view.path("notSupported").asInt()).isEqualTo(1);
                    assertThat(view.path("offline").asInt()).isEqualTo(1);
                });
        assertThat(first.sent()).hasSize(2);
        assertThat(second.sent()).hasSize(2);
        assertThat(absent.sent()).hasSize(1);
        assertThat(other.sent()).hasSize(1);
        assertThat(without.sent()).isEmpty();
        assertThat(rollout(id).has("endedAt")).isFalse();

        gateway.connected("RO-3");

        await().atMost(Bench.PATIENCE)
                .untilAsserted(() -> assertThat(rollout(id).has("endedAt")).isTrue());
        assertThat(absent.sent()).hasSize(2);
        assertThat(items(id))
                .containsExactly("RO-1 Done", "RO-2 Done", "RO-3 Done", "RO-5 NotSupported");
    }

    @Test
    void nothingGoesOutUnaskedUnlessThatIsSwitchedOn() {
        bench.registered("ro6-a");
        var chargePoint = bench.chargePoint("RO-6");
        lists.put("/RO-6", Bench.chosenBody(true, "ro6-a"));
        bench.synchronize("RO-6");
        gateway.connected("RO-6");

        bench.idTag("ro6-a", "{\"status\":\"Blocked\"}");
        bench.awaitState("RO-6", "Stale");

        await().during(Duration.ofSeconds(3))
                .atMost(Bench.PATIENCE)
                .until(() -> chargePoint.sent().size() == 1);
        assertThat(bench.view("RO-6").path("warnings").toString()).contains("switched off");
    }

    @Test
    void whoGoesAwayInItsTurnHoldsNobodyUp() {
        bench.registered("ro7-a");
        bench.chosen("RO-7", "ro7-a"); // these two never answer
        bench.chosen("RO-8", "ro7-a");
        listed("RO-9", "ro7-a");
        long first = gateway.connected("RO-7");
        long second = gateway.connected("RO-8");
        gateway.connected("RO-9");
        bench.idTag("ro7-a", "{\"status\":\"Blocked\"}");

        var id = begun("", "ro7-a");

        awaitRollout(
                id,
                view -> {
                    assertThat(view.path("running").asInt())
                            .isEqualTo(2); // as many as are let at a time
                    assertThat(view.path("waiting").asInt()).isEqualTo(1);
                });
        gateway.disconnected("RO-7", first);
        awaitRollout(id, view -> assertThat(view.path("done").asInt()).isEqualTo(1));
        gateway.disconnected("RO-8", second);
    }

    @Test
    void withoutIdTagsItGoesToAllThatAreNotInSyncAndEndsWithItsTime() {
        bench.registered("ro10-a");
        var chargePoint = listed("RO-10", "ro10-a");
        bench.chosen("RO-11", "ro10-a"); // does not come
        gateway.connected("RO-10");
        bench.idTag("ro10-a", "{\"status\":\"Blocked\"}");

        var begun = lists.post("/rollouts?whenOnline=PT5M", "{}");

        var id = begun.body().path("rolloutId").asString();
        await().atMost(Bench.PATIENCE)
                .untilAsserted(() -> assertThat(items(id)).contains("RO-10 Done", "RO-11 Offline"));
        assertThat(chargePoint.sent()).hasSize(2);
        clock.ahead(
                Duration.ofMinutes(12), // the outcomes of calls may come late
                () -> awaitRollout(id, view -> assertThat(view.has("endedAt")).isTrue()));
        assertThat(items(id)).contains("RO-11 Failed");
    }

    @Test
    void aListThatWasDeletedMeanwhileIsToldOf() {
        bench.registered("ro12-a");
        bench.chosen("RO-12", "ro12-a");
        var id = begun("", "ro12-a");

        lists.delete("/RO-12");
        gateway.connected("RO-12");

        awaitRollout(id, view -> assertThat(view.has("endedAt")).isTrue());
        assertThat(lists.get("/rollouts/" + id + "/charge-points").body().toString())
                .contains("\"state\":\"Failed\",\"reason\":\"the list was deleted\"");
    }

    @Test
    void rolloutsAreListedPageByPage() {
        bench.registered("ro13-a");
        var begun = new HashSet<String>();
        for (int i = 0; i < 3; i++) {
            begun.add(begun("", "ro13-a"));
        }
        var listed = new ArrayList<String>();
        var cursor = "";
        do {
            var page = lists.get("/rollouts?limit=2" + cursor).body();
            page.path("items").forEach(r -> listed.add(r.path("rolloutId").asString()));
            var next = page.path("nextCursor");
            cursor = next.isString() ? "&cursor=" + next.asString() : "";
        } while (!cursor.isEmpty());

        assertThat(listed).doesNotHaveDuplicates().containsAll(begun);
        assertThat(lists.get("/rollouts?cursor=YQ").status()).isEqualTo(400);
    }

    @Test
    void whatIsNoRolloutIsRefused() {
        assertThat(lists.post("/rollouts", "{\"idTags\":[]}").status()).isEqualTo(400);
        assertThat(lists.get("/rollouts/00000000-0000-0000-0000-000000000000").status())
                .isEqualTo(404);
    }

    private String begun(String query, String idTag) {
        var answer = lists.post("/rollouts" + query, "{\"idTags\":[\"" + idTag + "\"]}");
        assertThat(answer.status()).isEqualTo(202);
        return answer.body().path("rolloutId").asString();
    }

    private void awaitRollout(String id, Consumer<JsonNode> that) {
        await().atMost(Bench.PATIENCE).untilAsserted(() -> that.accept(rollout(id)));
    }

    private List<String> items(String id) {
        return lists.get("/rollouts/" + id + "/charge-points?limit=1000")
                .body()
                .path("items")
                .valueStream()
                .map(item ->
                        item.path("chargePointId").asString() + " " + item.path("state").asString())
                .toList();
    }

    private ListedChargePoint listed(String id, String... tags) {
        var chargePoint = bench.chargePoint(id);
        bench.chosen(id, tags);
        assertThat(bench.synchronize(id)).isEqualTo("InSync");
        return chargePoint;
    }

    private JsonNode rollout(String id) {
        var answer = lists.get("/rollouts/" + id);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }
}
