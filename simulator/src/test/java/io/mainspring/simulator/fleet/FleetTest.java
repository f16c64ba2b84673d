package io.mainspring.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.simulator.centralsystem.TinyCentralSystem;
import io.mainspring.simulator.chargepoint.Setup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FleetTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TinyCentralSystem centralSystem = new TinyCentralSystem();

    @AfterEach
    void end() {
        centralSystem.close();
    }

    @Test
    void everyChargePointIsAcceptedAndCounted() throws InterruptedException {
        try (var fleet = fleet(200)) {
            fleet.powerOn(0);

            assertThat(fleet.await(counted -> counted.answered() == 200 * 3, PATIENCE)).isTrue();

            assertThat(fleet.statistics().connected()).isEqualTo(200);
            assertThat(fleet.statistics().accepted()).isEqualTo(200);
            assertThat(fleet.statistics().failures()).isEmpty();
            assertThat(fleet.statistics().latencies().summary(Action.BOOT_NOTIFICATION).count())
                    .isEqualTo(200);
        }
        assertThat(centralSystem.paths()).doesNotHaveDuplicates().hasSize(200);
    }

    @Test
    void sessionsRunToTheirEndAndNoneIsCountedThatWasNotAnswered() throws InterruptedException {
        var acknowledgedStops = new AtomicInteger();
        var load =
                new SessionLoad(
                        SessionLoad.Shape.TEN_METER_VALUES,
                        List.of(new IdToken("DEADBEEF")),
                        new SessionListener() {
                            @Override
                            public void stopped(
                                    String chargePoint, int transactionId, int meterStop) {
                                acknowledgedStops.incrementAndGet();
                            }
                        });
        try (var fleet = fleet(10)) {
            fleet.powerOn(0);
            assertThat(fleet.await(counted -> counted.answered() == 10 * 3, PATIENCE)).isTrue();

            load.start(fleet.chargePoints());
            assertThat(fleet.await(_ -> load.completed() >= 50, PATIENCE)).isTrue();
            load.stop();
            assertThat(fleet.await(_ -> load.isEnded(), PATIENCE)).isTrue();
        }
        assertThat(load.broken()).isZero();
        assertThat(load.meterValues()).isEqualTo(10 * load.completed());
        assertThat(heard(Action.AUTHORIZE)).isEqualTo(load.completed());
        assertThat(heard(Action.START_TRANSACTION)).isEqualTo(load.completed());
        assertThat(heard(Action.STOP_TRANSACTION)).isEqualTo(load.completed());
        assertThat(acknowledgedStops).hasValue(Math.toIntExact(load.completed()));
    }

    private long heard(Action action) {
        return centralSystem.heard(action).size();
    }

    private Fleet fleet(int count) {
        var setups =
                IntStream.rangeClosed(1, count)
                        .mapToObj(number -> Setup.of(centralSystem.endpoint(), "CP-" + number))
                        .toList();
        return new Fleet(setups, 1, 1);
    }
}
