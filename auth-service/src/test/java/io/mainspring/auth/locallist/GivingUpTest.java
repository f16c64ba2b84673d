package io.mainspring.auth.locallist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.auth.AuthServiceTest;
import io.mainspring.auth.TestClock;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.OtherService;
import io.mainspring.testkit.Rest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The charge points here never answer, and no outcome ever tells so. */
@AuthServiceTest
class GivingUpTest {

    private final Bench bench;
    private final Rest lists;
    private final Correlation correlation;
    private final TestClock clock;

    @Autowired
    GivingUpTest(
            Rest lists,
            io.mainspring.auth.Rest idTags,
            Correlation correlation,
            OtherService chargepointService,
            TestClock clock) {
        this.bench = new Bench(lists, idTags, correlation, chargepointService);
        this.lists = lists;
        this.correlation = correlation;
        this.clock = clock;
        bench.chargePoint("GU-other"); // so that calls are heard of
    }

    @Test
    void aCallWithoutAnOutcomeIsGivenUpAndItsSynchronizationWithIt() {
        bench.chosen("GU-1", "gu1-a");
        bench.beginSynchronizing("GU-1", Duration.ofHours(1));
        awaitCall("GU-1");

        clock.ahead(Duration.ofMinutes(64), () -> staysSynchronizing("GU-1"));
        clock.ahead(Duration.ofMinutes(66), () -> bench.awaitState("GU-1", "Failed"));

        assertThat(bench.view("GU-1").at("/lastSynchronization/result").asString())
                .isEqualTo("Unreachable");
    }

    @Test
    void anUpdateThatWasGivenUpIsSettledByTheVersion() {
        bench.registered("gu2-a");
        bench.chosen("GU-2", "gu2-a");
        lists.post("/GU-2/send?whenOnline=PT1H", "{\"updateType\":\"Full\"}", ASYNC);
        awaitCall("GU-2");

        clock.ahead(
                Duration.ofMinutes(66),
                () ->
                        await().atMost(Bench.PATIENCE)
                                .untilAsserted(() ->
                                        assertThat(lists.get("/GU-2/versions").body().toString())
                                                .contains("\"outcome\":\"Unanswered\"")));
        var carriedOut = bench.chargePoint("GU-2").holdsVersion(1);

        assertThat(bench.synchronize("GU-2")).isEqualTo("InSync");

        assertThat(carriedOut.sent()).isEmpty();
        assertThat(lists.get("/GU-2/entries").body().toString()).contains("gu2-a");
    }

    @Test
    void aSynchronizationDoesNotOutliveItsTimeBehindAnotherCall() {
        bench.registered("gu3-a");
        bench.chosen("GU-3", "gu3-a");
        lists.post("/GU-3/send?whenOnline=PT24H", "{\"updateType\":\"Full\"}", ASYNC);
        bench.beginSynchronizing("GU-3", Duration.ofHours(1));

        clock.ahead(Duration.ofMinutes(59), () -> staysSynchronizing("GU-3"));
        clock.ahead(Duration.ofMinutes(61), () -> bench.awaitState("GU-3", "Failed"));

        assertThat(bench.view("GU-3").at("/lastSynchronization/reason").asString())
                .isEqualTo("its time is over");
        assertThat(lists.get("/GU-3/versions").body().toString())
                .contains("\"outcome\":\"Pending\"");
    }

    private static final String[] ASYNC = {"Prefer", "respond-async"};

    private void awaitCall(String id) {
        await().atMost(Bench.PATIENCE).until(() -> correlation.calls(id).size() == 1);
    }

    private void staysSynchronizing(String id) {
        await().during(Duration.ofSeconds(2))
                .atMost(Bench.PATIENCE)
                .until(() -> bench.view(id).path("state").asString().equals("Synchronizing"));
    }
}
