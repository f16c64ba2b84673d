package io.mainspring.auth.locallist;

import static io.mainspring.auth.locallist.ListedChargePoint.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.auth.AuthServiceTest;
import io.mainspring.ocpp.v16.type.UpdateType;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Correlation.End;
import io.mainspring.testkit.OtherService;
import io.mainspring.testkit.Rest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@AuthServiceTest
class LocalListCommandsTest {

    private final Bench bench;
    private final Rest lists;

    @Autowired
    LocalListCommandsTest(
            Rest lists,
            io.mainspring.auth.Rest idTags,
            Correlation correlation,
            OtherService chargepointService) {
        this.bench = new Bench(lists, idTags, correlation, chargepointService);
        this.lists = lists;
    }

    @Test
    void theVersionIsAskedForAndRemembered() {
        bench.chargePoint("CO-1").holdsVersion(-1);

        var answer = lists.post("/CO-1/get-version", "");

        assertThat(answer.body().at("/response/listVersion").asInt()).isEqualTo(-1);
        await().atMost(Bench.PATIENCE)
                .untilAsserted(() -> assertThat(lists.get("/CO-1").status()).isEqualTo(200));
        bench.awaitState("CO-1", "NotSupported");
    }

    @Test
    void aGivenListIsSentAsGivenUnderAVersionOfOurs() {
        var chargePoint = bench.chargePoint("CO-2");

        var answer =
                lists.post(
                        "/CO-2/send",
                        """
                        {"updateType":"Full","localAuthorizationList":[
                            {"idTag":"Anything","idTagInfo":{"status":"ConcurrentTx",
                             "expiryDate":"2027-01-01T00:00:00Z","parentIdTag":"P"}}]}
                        """);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/request").toString())
                .isEqualTo(
                        """
                        {"listVersion":1,"localAuthorizationList":[{"idTag":"Anything",\
                        "idTagInfo":{"status":"ConcurrentTx","expiryDate":"2027-01-01T00:00:00.000Z",\
                        "parentIdTag":"P"}}],"updateType":"Full"}\
                        """);
        assertThat(chargePoint.idTags()).containsExactly("Anything");
        await().atMost(Bench.PATIENCE)
                .untilAsserted(() ->
                        assertThat(lists.get("/CO-2/entries").body().toString())
                                .contains("\"idTag\":\"Anything\",\"status\":\"ConcurrentTx\""));
        bench.awaitState("CO-2", "InSync");
    }

    @Test
    void aDifferentialByHandAddsAndDeletesUnderAHigherVersion() {
        var chargePoint = bench.chargePoint("CO-3");
        lists.post("/CO-3/send", full("A", "B"));

        var answer =
                lists.post(
                        "/CO-3/send",
                        """
                        {"updateType":"Differential","localAuthorizationList":[
                            {"idTag":"a"},{"idTag":"C","idTagInfo":{"status":"Accepted"}}]}
                        """);

        assertThat(answer.body().at("/request/listVersion").asInt()).isEqualTo(2);
        assertThat(chargePoint.idTags()).containsExactly("B", "C");
        await().atMost(Bench.PATIENCE)
                .untilAsserted(() ->
                        assertThat(lists.get("/CO-3/entries").body().path("items"))
                                .extracting(item -> item.path("idTag").asString())
                                .containsExactly("B", "C"));
    }

    @Test
    void theOperatorMayChooseTheVersion() {
        bench.chargePoint("CO-4");

        lists.post(
                "/CO-4/send",
                "{\"updateType\":\"Full\",\"listVersion\":70," + "\"localAuthorizationList\":[]}");
        var next = lists.post("/CO-4/send", full("A"));

        assertThat(next.body().at("/request/listVersion").asInt()).isEqualTo(71);
        await().atMost(Bench.PATIENCE)
                .untilAsserted(() ->
                        assertThat(lists.get("/CO-4/versions").body().path("items"))
                                .extracting(item -> item.path("listVersion").asInt())
                                .containsExactly(71, 70));
    }

    @Test
    void anEmptyFullListGoesOutWithoutTheField() {
        bench.chargePoint("CO-5");

        var answer =
                lists.post("/CO-5/send", "{\"updateType\":\"Full\",\"localAuthorizationList\":[]}");

        assertThat(answer.body().path("request").toString())
                .isEqualTo("{\"listVersion\":1,\"updateType\":\"Full\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"updateType":"Full","listVersion":0,"localAuthorizationList":[]}|/listVersion
                    {"updateType":"Full","listVersion":-1,"localAuthorizationList":[]}|/listVersion
                    {"updateType":"Full","localAuthorizationList":[{"idTag":"A"}]}|/localAuthorizationList/0/idTagInfo
                    {"updateType":"Differential","localAuthorizationList":[{"idTag":"A"},{"idTag":"a"}]}|/localAuthorizationList/1/idTag
                    {"updateType":"Differential","localAuthorizationList":[{"idTag":"123456789012345678901"}]}|/localAuthorizationList/0/idTag
                    {"updateType":"Partial","localAuthorizationList":[]}|/updateType
                    {"localAuthorizationList":[]}|/updateType
                    {"updateType":"Full","localAuthorizationList":[{"idTag":"A","idTagInfo":{"status":"Good"}}]}|/localAuthorizationList/0/idTagInfo/status
                    """)
    void whatTheProtocolForbidsIsRefusedNamingTheField(String body, String pointer) {
        var answer = lists.post("/CO-6/send", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void withoutAListItIsComputedFromTheSelection() {
        var chargePoint = bench.chargePoint("CO-7");
        bench.registered("co7-a", "co7-b");
        bench.chosen("CO-7", "co7-a");

        assertThat(lists.post("/CO-7/send", "{\"updateType\":\"Full\"}").status()).isEqualTo(200);
        bench.awaitState("CO-7", "Stale"); // by hand: to be looked at by a synchronization
        assertThat(lists.post("/CO-7/send", "{\"updateType\":\"Differential\"}").status())
                .as("nothing to send")
                .isEqualTo(409);
        bench.chosen("CO-7", "co7-a", "co7-b");
        assertThat(lists.post("/CO-7/send", "{\"updateType\":\"Differential\"}").status())
                .isEqualTo(200);

        assertThat(chargePoint.sent().getLast().localAuthorizationList()).hasSize(1);
        assertThat(chargePoint.idTags()).containsExactly("co7-a", "co7-b");
    }

    @Test
    void aDifferentialDirectlyAfterAFullWaitsForIt() {
        bench.chargePoint("CO-14");
        bench.registered("co14-a", "co14-b");
        bench.chosen("CO-14", "co14-a");
        for (int i = 0; i < 10; i++) {
            assertThat(lists.post("/CO-14/send", "{\"updateType\":\"Full\"}").status())
                    .isEqualTo(200);

            var nothing = lists.post("/CO-14/send", "{\"updateType\":\"Differential\"}");
            assertThat(nothing.body().path("detail").asString())
                    .isEqualTo("There is nothing to send.");
        }
    }

    @Test
    void theSameKeyAndBodyAreTheSameCommandAlsoWhereTheVersionIsOurs() {
        var chargePoint = bench.chargePoint("CO-15");
        var key = new String[] {"Idempotency-Key", "co-15"};

        var first = lists.post("/CO-15/send", full("A"), key);
        var again = lists.post("/CO-15/send", full("A"), key);
        var other = lists.post("/CO-15/send", full("B"), key);

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.status()).isEqualTo(422);
        assertThat(chargePoint.sent()).hasSize(1);
    }

    @Test
    void aKeyThatIsRepeatedAfterTheAnswerGivesTheAnswer() {
        var chargePoint = bench.chargePoint("CO-17");
        var key = new String[] {"Idempotency-Key", "co-17", "Prefer", "respond-async"};
        var body = "{\"updateType\":\"Full\",\"listVersion\":5,\"localAuthorizationList\":[]}";
        var first = lists.post("/CO-17/send", body, key);
        await().atMost(Bench.PATIENCE)
                .untilAsserted(() ->
                        assertThat(lists.get("/CO-17/versions").body().toString())
                                .contains("\"outcome\":\"Accepted\""));

        var again = lists.post("/CO-17/send", body, key);

        assertThat(again.body().path("commandId")).isEqualTo(first.body().path("commandId"));
        assertThat(again.body().path("status").asString()).isEqualTo("Answered");
        assertThat(chargePoint.sent()).hasSize(1);
        bench.awaitState("CO-17", "InSync");
    }

    @Test
    void theSameKeyAndBodyAreTheSameCommandAlsoWhereTheListIsOurs() {
        var chargePoint = bench.chargePoint("CO-16");
        var key = new String[] {"Idempotency-Key", "co-16"};
        bench.registered("co16-a", "co16-b");
        bench.chosen("CO-16", "co16-a");
        bench.synchronize("CO-16");
        bench.chosen("CO-16", "co16-a", "co16-b");

        var first = lists.post("/CO-16/send", "{\"updateType\":\"Differential\"}", key);
        var again = lists.post("/CO-16/send", "{\"updateType\":\"Differential\"}", key);

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(chargePoint.sent()).hasSize(2);
    }

    @Test
    void withoutListAndSelectionThereIsNothingToSend() {
        assertThat(lists.post("/CO-8/send", "{\"updateType\":\"Full\"}").status()).isEqualTo(409);
    }

    @Test
    void aRefusedDifferentialByHandIsFollowedByAFullOfTheSelection() {
        var chargePoint = bench.chargePoint("CO-9");
        bench.registered("co9-a");
        bench.chosen("CO-9", "co9-a");
        bench.synchronize("CO-9");
        chargePoint.answersNext(updated("Failed"));

        lists.post(
                "/CO-9/send",
                "{\"updateType\":\"Differential\",\"localAuthorizationList\":[{\"idTag\":\"x\"}]}");

        await().atMost(Bench.PATIENCE)
                .untilAsserted(() ->
                        assertThat(chargePoint.types())
                                .containsExactly(
                                        UpdateType.FULL, UpdateType.DIFFERENTIAL, UpdateType.FULL));
        bench.awaitState("CO-9", "InSync");
    }

    @Test
    void aCallErrorThatSaysNotSupportedIsOne() {
        bench.chargePoint("CO-10").answersNext(End.error("NotImplemented"));

        var answer = lists.post("/CO-10/send", full("A"));

        assertThat(answer.body().path("status").asString()).isEqualTo("Error");
        await().atMost(Bench.PATIENCE)
                .untilAsserted(() -> assertThat(lists.get("/CO-10").status()).isEqualTo(200));
        bench.awaitState("CO-10", "NotSupported");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}|/source
                    {"source":"idTags"}|/idTags
                    {"source":"groups","idTags":["A"]}|/idTags
                    {"source":"all","groups":["A"]}|/groups
                    {"source":"idTags","idTags":["A",""]}|/idTags/1
                    {"source":"idTags","idTags":["123456789012345678901"]}|/idTags/0
                    """)
    void aSelectionThatIsNoneIsRefusedNamingTheField(String body, String pointer) {
        var answer = lists.put("/CO-11", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void aDeletedListIsNoLongerKeptUp() {
        bench.chosen("CO-12", "co12-a");

        assertThat(lists.delete("/CO-12").status()).isEqualTo(204);
        assertThat(lists.delete("/CO-12").status()).isEqualTo(404);
        assertThat(lists.post("/CO-12/synchronize", "").status()).isEqualTo(409);
    }

    @Test
    void listsAreListedByState() {
        bench.chargePoint("CO-13");
        bench.registered("co13-a");
        bench.chosen("CO-13", "co13-a");
        assertThat(ids("Unknown")).contains("CO-13");

        bench.synchronize("CO-13");

        await().atMost(Bench.PATIENCE)
                .untilAsserted(() -> assertThat(ids("InSync")).contains("CO-13"));
        assertThat(ids("Unknown")).doesNotContain("CO-13");
        assertThat(lists.get("?state=Nonsense").status()).isEqualTo(400);
    }

    private java.util.List<String> ids(String state) {
        var items = lists.get("?limit=1000&state=" + state).body().path("items");
        return items.valueStream().map(i -> i.path("chargePointId").asString()).toList();
    }

    private static String full(String... tags) {
        var lines =
                java.util.Arrays.stream(tags)
                        .map(t ->
                                "{\"idTag\":\"" + t + "\",\"idTagInfo\":{\"status\":\"Accepted\"}}")
                        .collect(java.util.stream.Collectors.joining(","));
        return "{\"updateType\":\"Full\",\"localAuthorizationList\":[" + lines + "]}";
    }
}
