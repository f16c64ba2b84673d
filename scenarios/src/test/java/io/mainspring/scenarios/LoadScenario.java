package io.mainspring.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.Authorize;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.simulator.chargepoint.Setup;
import io.mainspring.simulator.fleet.Fleet;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Not how fast it is ({@code benchmarks} tells that), but that the certificate's limit holds under load. */
@OnThePlatform
@DisplayName("Many charge points at once")
class LoadScenario {

    private static final int CHARGE_POINTS = 1_000;
    private static final int ROUNDS = 5;
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final TestBed bed;

    LoadScenario(TestBed bed) {
        this.bed = bed;
    }

    @Test
    @DisplayName(
            "X-24 With a thousand charge points at once, Authorize is answered within a second")
    void x_24_authorize_under_load() throws InterruptedException {
        var idTag = bed.idTag();
        var setups =
                IntStream.range(0, CHARGE_POINTS)
                        .mapToObj(_ -> Setup.of(bed.platform().ocppUri(), bed.identity()))
                        .toList();
        try (var fleet = new Fleet(setups, 1, 24)) {
            fleet.powerOn(200);
            assertThat(
                            fleet.await(
                                    counted -> counted.accepted() == CHARGE_POINTS,
                                    Duration.ofSeconds(60)))
                    .isTrue();

            for (int round = 0; round < ROUNDS; round++) {
                var verdicts =
                        fleet.chargePoints().stream()
                                .map(chargePoint -> chargePoint.call(new Authorize.Request(idTag)))
                                .toList();
                assertThat(verdicts)
                        .allSatisfy(verdict ->
                                assertThat(verdict.join().idTagInfo().status())
                                        .isEqualTo(AuthorizationStatus.ACCEPTED));
            }

            var authorize = fleet.statistics().latencies().summary(Action.AUTHORIZE);
            assertThat(authorize.count()).isEqualTo(ROUNDS * CHARGE_POINTS);
            assertThat(authorize.p99()).isLessThan(LIMIT);
        }
    }
}
