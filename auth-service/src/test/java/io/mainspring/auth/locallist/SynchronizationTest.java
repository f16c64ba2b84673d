package io.mainspring.auth.locallist;

import static io.mainspring.auth.locallist.ListedChargePoint.holds;
import static io.mainspring.auth.locallist.ListedChargePoint.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.auth.AuthServiceTest;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.chargepoint.ChargePointRetired;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.SendLocalList;
import io.mainspring.ocpp.v16.type.UpdateType;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Correlation.End;
import io.mainspring.testkit.OtherService;
import io.mainspring.testkit.Rest;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AuthServiceTest
class SynchronizationTest {

    private final Bench bench;
    private final Rest lists;
    private final Correlation correlation;
    private final OtherService chargepointService;

    @Autowired
    SynchronizationTest(
            Rest lists,
            io.mainspring.auth.Rest idTags,
            Correlation correlation,
            OtherService chargepointService) {
        this.bench = new Bench(lists, idTags, correlation, chargepointService);
        this.lists = lists;
        this.correlation = correlation;
        this.chargepointService = chargepointService;
    }

    @Test
    void anUnknownListIsAskedForItsVersionAndReplaced() {
        var chargePoint = bench.chargePoint("SY-1").holdsVersion(41);
        bench.registered("sy1-a");
        bench.idTag("sy1-b", "{\"status\":\"Blocked\",\"parentIdTag\":\"Fleet\"}");
        bench.chosen("SY-1", "sy1-a", "sy1-b", "sy1-unregistered");

        assertThat(bench.synchronize("SY-1")).isEqualTo("InSync");

        assertThat(correlation.calls("SY-1"))
                .extracting(call -> call.action())
                .containsExactly(Action.GET_LOCAL_LIST_VERSION, Action.SEND_LOCAL_LIST);
        assertThat(chargePoint.types()).containsExactly(UpdateType.FULL);
        assertThat(chargePoint.version()).isEqualTo(42);
        assertThat(chargePoint.idTags()).containsExactly("sy1-a", "sy1-b");
        var view = bench.view("SY-1");
        assertThat(view.path("state").asString()).isEqualTo("InSync");
        assertThat(view.path("listVersion").asInt()).isEqualTo(42);
        assertThat(view.path("entries").asInt()).isEqualTo(2);
        assertThat(view.path("pendingChanges").asInt()).isZero();
    }

    @Test
    void aChangeGoesOutAsTheDifferenceToWhatWasLastAccepted() {
        var chargePoint = bench.chargePoint("SY-2");
        bench.registered("sy2-a", "sy2-b", "sy2-c");
        bench.chosen("SY-2", "sy2-a", "sy2-b", "sy2-c", "sy2-d");
        bench.synchronize("SY-2");

        bench.idTag("sy2-a", "{\"status\":\"Blocked\"}");
        bench.deleted("sy2-b");
        bench.registered("sy2-d");
        assertThat(bench.view("SY-2").path("state").asString()).isEqualTo("Stale");
        assertThat(bench.view("SY-2").path("pendingChanges").asInt()).isEqualTo(3);
        assertThat(bench.synchronize("SY-2")).isEqualTo("InSync");

        var sent = chargePoint.sent().getLast();
        assertThat(sent.updateType()).isEqualTo(UpdateType.DIFFERENTIAL);
        assertThat(sent.localAuthorizationList()).hasSize(3);
        assertThat(sent.listVersion()).isEqualTo(2);
        assertThat(chargePoint.idTags()).containsExactly("sy2-a", "sy2-c", "sy2-d");
        assertThat(lists.get("/SY-2/entries").body().path("items").size()).isEqualTo(3);
        bench.awaitState("SY-2", "InSync");
    }

    @Test
    void aLongListGoesInPiecesWithRisingVersions() {
        var chargePoint = bench.chargePoint("SY-3");
        var tags = IntStream.range(0, 23).mapToObj(i -> "sy3-" + i).toArray(String[]::new);
        bench.registered(tags);
        bench.chosen("SY-3", tags);
        limited("SY-3", Map.of("SendLocalListMaxLength", "5", "LocalAuthListMaxLength", "23"));

        assertThat(bench.synchronize("SY-3")).isEqualTo("InSync");

        assertThat(chargePoint.contents().size()).isEqualTo(23);
        assertThat(chargePoint.sent())
                .extracting(SendLocalList.Request::listVersion)
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(chargePoint.types())
                .containsExactly(
                        UpdateType.FULL,
                        UpdateType.DIFFERENTIAL,
                        UpdateType.DIFFERENTIAL,
                        UpdateType.DIFFERENTIAL,
                        UpdateType.DIFFERENTIAL);
        assertThat(chargePoint.sent())
                .allSatisfy(s -> assertThat(s.localAuthorizationList()).hasSizeBetween(1, 5));
    }

    @Test
    void aListLongerThanTheChargePointAllowsIsRefusedNamingTheNumbers() {
        bench.chargePoint("SY-4");
        bench.registered("sy4-a", "sy4-b", "sy4-c");
        bench.chosen("SY-4", "sy4-a", "sy4-b", "sy4-c");
        limited("SY-4", Map.of("LocalAuthListMaxLength", "2"));

        var answer = lists.post("/SY-4/synchronize", "");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("detail").asString()).contains("3 entries", "the 2 of");
        assertThat(correlation.calls("SY-4")).isEmpty();
    }

    @Test
    void aRefusedDifferentialIsFollowedByAFull() {
        var chargePoint = bench.chargePoint("SY-5");
        bench.registered("sy5-a", "sy5-b");
        bench.chosen("SY-5", "sy5-a");
        bench.synchronize("SY-5");
        bench.chosen("SY-5", "sy5-a", "sy5-b");
        chargePoint.answersNext(holds(1), updated("VersionMismatch"));

        assertThat(bench.synchronize("SY-5")).isEqualTo("InSync");

        assertThat(chargePoint.types())
                .containsExactly(UpdateType.FULL, UpdateType.DIFFERENTIAL, UpdateType.FULL);
        assertThat(chargePoint.idTags()).containsExactly("sy5-a", "sy5-b");
        assertThat(chargePoint.version()).isEqualTo(3);
    }

    @Test
    void aFailedFullIsReported() {
        var chargePoint = bench.chargePoint("SY-6").holdsVersion(3);
        bench.registered("sy6-a");
        bench.chosen("SY-6", "sy6-a");
        chargePoint.answersNext(holds(3), updated("Failed"));

        assertThat(bench.synchronize("SY-6")).isEqualTo("Failed");

        assertThat(bench.view("SY-6").path("state").asString()).isEqualTo("Failed");
        assertThat(bench.view("SY-6").at("/lastSynchronization/reason").asString())
                .isEqualTo("Full: Failed");
        assertThat(chargePoint.sent()).hasSize(1);
    }

    @Test
    void aChargePointWithoutLocalListsIsLeftAlone() {
        var chargePoint = bench.chargePoint("SY-7").holdsVersion(-1);
        bench.registered("sy7-a");
        bench.chosen("SY-7", "sy7-a");

        assertThat(bench.synchronize("SY-7")).isEqualTo("NotSupported");

        assertThat(chargePoint.sent()).isEmpty();
        assertThat(bench.view("SY-7").path("state").asString()).isEqualTo("NotSupported");
    }

    @Test
    void aLimitThatNobodyToldIsLearntFromRefusals() {
        var chargePoint = bench.chargePoint("SY-8").failsAbove(30);
        var tags = IntStream.range(0, 70).mapToObj(i -> "sy8-" + i).toArray(String[]::new);
        bench.registered(tags);
        bench.chosen("SY-8", tags);

        assertThat(bench.synchronize("SY-8")).isEqualTo("InSync");

        assertThat(chargePoint.contents().size()).isEqualTo(70);
        assertThat(chargePoint.lengths()).containsExactly(70, 35, 17, 17, 17, 17, 2);
    }

    @Test
    void anUpdateThatGotNoAnswerIsSettledByTheVersion() {
        var chargePoint = bench.chargePoint("SY-9");
        bench.registered("sy9-a", "sy9-b");
        bench.chosen("SY-9", "sy9-a");
        bench.synchronize("SY-9");
        bench.chosen("SY-9", "sy9-a", "sy9-b");
        chargePoint.answersNext(holds(1), End.of(CommandStatus.CONNECTION_LOST));

        assertThat(bench.synchronize("SY-9")).isEqualTo("InSync");

        assertThat(chargePoint.types())
                .containsExactly(UpdateType.FULL, UpdateType.DIFFERENTIAL, UpdateType.DIFFERENTIAL);
        assertThat(chargePoint.idTags()).containsExactly("sy9-a", "sy9-b");
    }

    @Test
    void anAbsentChargePointIsReportedAsSuch() {
        bench.chargePoint("SY-10").answersNext(End.of(CommandStatus.EXPIRED));
        bench.registered("sy10-a");
        bench.chosen("SY-10", "sy10-a");

        assertThat(bench.synchronize("SY-10")).isEqualTo("Unreachable");
    }

    @Test
    void aSwitchedOffListIsWarnedOf() {
        bench.chargePoint("SY-11");
        bench.chosen("SY-11", "sy11-a");
        bench.observed("SY-11", Map.of("LocalAuthListEnabled", "false"));

        await().atMost(Bench.PATIENCE)
                .untilAsserted(() ->
                        assertThat(bench.view("SY-11").path("warnings").toString())
                                .contains("LocalAuthListEnabled is false"));
    }

    @Test
    void aRetiredChargePointHasNoListAnyMore() {
        bench.chosen("SY-12", "sy12-a");
        chargepointService.publishes("SY-12", new ChargePointRetired("SY-12", Instant.now()));

        await().atMost(Bench.PATIENCE)
                .untilAsserted(() -> assertThat(bench.view("SY-12").has("selection")).isFalse());
    }

    @Test
    void aBoardThatWasReplacedIsNoticedBeforeADifferentialGoesOut() {
        bench.registered("sy16-a", "sy16-b");
        bench.chargePoint("SY-16");
        bench.chosen("SY-16", "sy16-a");
        bench.synchronize("SY-16");
        var replaced = bench.chargePoint("SY-16");
        bench.chosen("SY-16", "sy16-a", "sy16-b");

        assertThat(bench.synchronize("SY-16")).isEqualTo("InSync");

        assertThat(replaced.types()).containsExactly(UpdateType.FULL);
        assertThat(replaced.idTags()).containsExactly("sy16-a", "sy16-b");
    }

    @Test
    void whoeverHasARetiredChargePointsIdentityBeginsAnew() {
        bench.registered("sy17-a");
        bench.chargePoint("SY-17");
        bench.chosen("SY-17", "sy17-a");
        bench.synchronize("SY-17");
        chargepointService.publishes("SY-17", new ChargePointRetired("SY-17", Instant.now()));
        bench.awaitState("SY-17", "Unknown");
        assertThat(bench.view("SY-17").path("entries").asInt()).isZero();

        var next = bench.chargePoint("SY-17");
        bench.chosen("SY-17", "sy17-a");
        assertThat(bench.synchronize("SY-17")).isEqualTo("InSync");

        assertThat(next.types()).containsExactly(UpdateType.FULL);
        assertThat(next.version()).isEqualTo(2);
    }

    @Test
    void anEmptyListIsKnownToBeSo() {
        bench.chargePoint("SY-18");
        lists.post("/SY-18/get-version", "");

        bench.awaitState("SY-18", "InSync");
        assertThat(bench.view("SY-18").path("listVersion").asInt(-1)).isZero();
    }

    @Test
    void fromAListThatHasBecomeTooLongIsTakenBackWhatMayNoLongerCharge() {
        var chargePoint = bench.chargePoint("SY-19");
        bench.registered("sy19-a", "sy19-b", "sy19-c");
        bench.chosen("SY-19", "sy19-a", "sy19-b");
        limited("SY-19", Map.of("LocalAuthListMaxLength", "2"));
        bench.synchronize("SY-19");
        bench.chosen("SY-19", "sy19-a", "sy19-b", "sy19-c");
        bench.idTag("sy19-a", "{\"status\":\"Blocked\"}");

        assertThat(bench.synchronize("SY-19")).isEqualTo("TooLong");

        var sent = chargePoint.sent().getLast().localAuthorizationList();
        assertThat(sent)
                .singleElement()
                .satisfies(line -> assertThat(line.idTag().value()).isEqualTo("sy19-a"));
        assertThat(chargePoint.idTags()).containsExactly("sy19-a", "sy19-b");
        assertThat(lists.post("/SY-19/synchronize", "").status())
                .as("nothing more to be taken back")
                .isEqualTo(409);
    }

    @Test
    void allIdTagsAndThoseOfGroupsAreFoundByThemselves() {
        var chargePoint = bench.chargePoint("SY-13");
        bench.idTag("sy13-a", "{\"status\":\"Accepted\",\"parentIdTag\":\"SY13\"}");
        bench.idTag("sy13-b", "{\"status\":\"Accepted\",\"parentIdTag\":\"sy13\"}");
        bench.registered("sy13-c");
        lists.put("/SY-13", "{\"source\":\"groups\",\"groups\":[\"Sy13\"]}");
        bench.synchronize("SY-13");
        assertThat(chargePoint.idTags()).containsExactly("sy13-a", "sy13-b");

        lists.put("/SY-13", "{\"source\":\"all\"}");
        assertThat(bench.view("SY-13").path("state").asString()).isEqualTo("Stale");
        bench.synchronize("SY-13");
        assertThat(chargePoint.idTags()).contains("sy13-a", "sy13-b", "sy13-c");
        bench.registered("sy13-later");
        bench.awaitState("SY-13", "Stale");
        bench.deleted("sy13-later");
        bench.synchronize("SY-13");

        lists.delete("/SY-13"); // or the idTags of all other tests would concern it
    }

    @Test
    void anIdTagTooLongForTheProtocolIsLeftOutAndToldOf() {
        var chargePoint = bench.chargePoint("SY-14");
        bench.idTag(
                "sy14-0123456789012345678", "{\"status\":\"Accepted\",\"parentIdTag\":\"SY14\"}");
        bench.idTag("sy14-b", "{\"status\":\"Accepted\",\"parentIdTag\":\"SY14\"}");
        lists.put("/SY-14", "{\"source\":\"groups\",\"groups\":[\"SY14\"]}");

        bench.synchronize("SY-14");

        assertThat(chargePoint.idTags()).containsExactly("sy14-b");
        assertThat(bench.view("SY-14").path("warnings").toString()).contains("1 idTags");
    }

    @Test
    void withoutASelectionThereIsNothingToSynchronize() {
        assertThat(lists.post("/SY-15/synchronize", "").status()).isEqualTo(409);
        assertThat(lists.get("/SY-15").status()).isEqualTo(404);
    }

    private void limited(String id, Map<String, String> configuration) {
        bench.observed(id, configuration);
        await().atMost(Bench.PATIENCE)
                .untilAsserted(() ->
                        assertThat(bench.view(id).path("limits").size())
                                .isEqualTo(configuration.size()));
    }
}
