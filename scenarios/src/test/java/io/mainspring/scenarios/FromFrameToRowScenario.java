package io.mainspring.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.v16.action.MeterValues;
import io.mainspring.ocpp.v16.type.MeterValue;
import io.mainspring.ocpp.v16.type.ReadingContext;
import io.mainspring.ocpp.v16.type.SampledValue;
import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.ocpp.v16.type.UnitOfMeasure;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.scenarios.bed.TestChargePoint;
import io.mainspring.simulator.chargepoint.Setup;
import io.mainspring.simulator.fleet.Fleet;
import io.mainspring.simulator.fleet.SessionLoad;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@OnThePlatform
@DisplayName("From a frame to an event to a row")
class FromFrameToRowScenario {

    private final TestBed bed;

    FromFrameToRowScenario(TestBed bed) {
        this.bed = bed;
    }

    @Test
    @DisplayName(
            "What a charge point reports of a session stands in the API, on Kafka and in PostgreSQL")
    void aSessionIsEverywhere() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            var identity = chargePoint.identity();
            var transactionId = chargePoint.charging(idTag);
            chargePoint.send(
                    new MeterValues.Request(
                            1,
                            transactionId,
                            List.of(
                                    new MeterValue(
                                            TestChargePoint.now(),
                                            List.of(
                                                    new SampledValue(
                                                            "1.5",
                                                            ReadingContext.SAMPLE_PERIODIC,
                                                            null,
                                                            null,
                                                            null,
                                                            null,
                                                            UnitOfMeasure.KWH))))));
            chargePoint.stop(transactionId, 7_400, StopReason.LOCAL, idTag);

            var started = bed.events().await("transaction.started.v1", identity);
            var stopped = bed.events().await("transaction.stopped.v1", identity);
            assertThat(started.data().path("transactionId").asInt()).isEqualTo(transactionId);
            assertThat(stopped.data().path("transactionId").asInt()).isEqualTo(transactionId);

            var row =
                    bed.database()
                            .awaitRow(
                                    "bi_reader",
                                    "select * from bi.transaction where transaction_id = ? and state = 'Stopped'",
                                    transactionId);
            assertThat(row)
                    .containsEntry("charge_point_id", identity)
                    .containsEntry("energy_wh", 7_400L)
                    .containsEntry("stop_reason", "Local");

            await().untilAsserted(() -> {
                var values =
                        bed.operator()
                                .get("/api/v1/transactions/" + transactionId + "/meter-values")
                                .expect(200)
                                .path("items");
                assertThat(values).hasSize(1);
                assertThat(values.get(0).path("quantity").asDouble()).isEqualTo(1_500);
            });
        }
    }

    @Test
    @DisplayName("Simulated charge points get through their sessions without a single error")
    void aFleetChargesWithoutErrors() throws InterruptedException {
        var identities = IntStream.range(0, 8).mapToObj(_ -> bed.identity()).toList();
        var idTags = identities.stream().map(_ -> bed.idTag()).toList();
        var load = new SessionLoad(SessionLoad.Shape.TEN_METER_VALUES, idTags);
        var setups = identities.stream().map(id -> Setup.of(bed.platform().ocppUri(), id)).toList();
        try (var fleet = new Fleet(setups, 1, 1)) {
            fleet.powerOn(0);
            assertThat(fleet.await(counted -> counted.answered() >= 8 * 3, Duration.ofSeconds(30)))
                    .isTrue();

            load.start(fleet.chargePoints());
            assertThat(fleet.await(_ -> load.completed() >= 40, Duration.ofSeconds(60))).isTrue();
            load.stop();
            assertThat(fleet.await(_ -> load.meterValues() >= 400, Duration.ofSeconds(10)))
                    .isTrue();

            assertThat(fleet.statistics().failures()).isEmpty();
            assertThat(load.broken()).isZero();
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(
                                        bed.database()
                                                .rows(
                                                        "bi_reader",
                                                        "select transaction_id from bi.transaction"
                                                                + " where charge_point_id = any(?)"
                                                                + " and energy_wh = 1800",
                                                        (Object) identities.toArray(String[]::new)))
                                .hasSizeGreaterThanOrEqualTo(40));
    }
}
