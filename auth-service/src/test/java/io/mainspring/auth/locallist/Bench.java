package io.mainspring.auth.locallist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.chargepoint.ChargePointConfigurationObserved;
import io.mainspring.contracts.chargepoint.ConfigurationSource;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.OtherService;
import io.mainspring.testkit.Rest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What tests of local lists do again and again. */
class Bench {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Rest lists;
    private final io.mainspring.auth.Rest idTags;
    private final Correlation correlation;
    private final OtherService chargepointService;

    Bench(
            Rest lists,
            io.mainspring.auth.Rest idTags,
            Correlation correlation,
            OtherService chargepointService) {
        this.lists = lists;
        this.idTags = idTags;
        this.correlation = correlation;
        this.chargepointService = chargepointService;
    }

    /** A charge point with a local list by the rules. */
    ListedChargePoint chargePoint(String id) {
        var chargePoint = new ListedChargePoint();
        correlation.ends(id, chargePoint);
        return chargePoint;
    }

    void registered(String... tags) {
        for (var tag : tags) {
            idTag(tag, "{\"status\":\"Accepted\"}");
        }
    }

    void idTag(String tag, String terms) {
        assertThat(idTags.put("/" + tag, terms).status()).isIn(200, 201);
    }

    void deleted(String tag) {
        assertThat(idTags.delete("/" + tag).status()).isEqualTo(204);
    }

    /** Has the list built from these idTags. */
    void chosen(String id, String... tags) {
        var answer = lists.put("/" + id, chosenBody(false, tags));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }

    static String chosenBody(boolean automatic, String... tags) {
        return "{\"source\":\"idTags\",\"automatic\":%s,\"idTags\":[%s]}"
                .formatted(
                        automatic,
                        Arrays.stream(tags)
                                .map(tag -> "\"" + tag + "\"")
                                .collect(Collectors.joining(",")));
    }

    /** Synchronizes and says with what result that ended. */
    String synchronize(String id) {
        var answer = lists.post("/" + id + "/synchronize", "");
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body().at("/lastSynchronization/result").asString("");
    }

    /** Begins to synchronize and does not wait for the end. */
    void beginSynchronizing(String id, Duration whenOnline) {
        var answer =
                lists.post(
                        "/" + id + "/synchronize?whenOnline=" + whenOnline,
                        "",
                        "Prefer",
                        "respond-async");
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
    }

    JsonNode view(String id) {
        var answer = lists.get("/" + id);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    void awaitState(String id, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(view(id).path("state").asString()).isEqualTo(state));
    }

    /** chargepoint-service has learnt this; returns when it has arrived. */
    void observed(String id, Map<String, String> configuration) {
        var entries =
                configuration.entrySet().stream()
                        .map(e ->
                                new ChargePointConfigurationObserved.Entry(
                                        e.getKey(), e.getValue(), null, false))
                        .toList();
        chargepointService.publishes(
                id,
                new ChargePointConfigurationObserved(
                        id,
                        ConfigurationSource.GET_CONFIGURATION,
                        entries,
                        List.of(),
                        Instant.now()));
    }
}
