package io.mainspring.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.v16.action.MeterValues;
import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.ocpp.v16.action.StopTransaction;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.ChargePointErrorCode;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.Measurand;
import io.mainspring.ocpp.v16.type.MeterValue;
import io.mainspring.ocpp.v16.type.ReadingContext;
import io.mainspring.ocpp.v16.type.SampledValue;
import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.ocpp.v16.type.UnitOfMeasure;
import io.mainspring.ocpp.v16.type.ValueFormat;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.scenarios.bed.TestChargePoint;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@OnThePlatform
@DisplayName("Charging sessions")
class SessionScenario {

    private final TestBed bed;

    SessionScenario(TestBed bed) {
        this.bed = bed;
    }

    @Test
    @DisplayName("TC_003_CSMS Regular session, plug in first")
    void tc_003_plug_in_first() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            chargePoint.status(1, ChargePointStatus.PREPARING);
            chargePoint.authorized(idTag);
            var transactionId = chargePoint.started(1, idTag, 0, TestChargePoint.now());
            chargePoint.status(1, ChargePointStatus.CHARGING);

            var other = chargePoint.started(2, bed.idTag(), 0, TestChargePoint.now());
            assertThat(other).as("unique").isNotEqualTo(transactionId);
        }
    }

    @Test
    @DisplayName("TC_004_1_CSMS Regular session, identification first")
    void tc_004_1_identification_first() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            assertThat(chargePoint.charging(idTag)).isPositive();
        }
    }

    @Test
    @DisplayName("TC_004_2_CSMS Identification first, connection timeout")
    void tc_004_2_connection_timeout() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            chargePoint.authorized(idTag);
            chargePoint.status(1, ChargePointStatus.PREPARING);
            chargePoint.status(1, ChargePointStatus.AVAILABLE);

            await().during(Duration.ofSeconds(1)).until(() -> transactionsOf(chargePoint) == 0);
        }
    }

    @Test
    @DisplayName("TC_005_1_CSMS EV side disconnected, stop and unlock configured")
    void tc_005_1_ev_side_disconnected() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            var transactionId = chargePoint.charging(idTag);
            chargePoint.status(1, ChargePointStatus.SUSPENDED_EV);
            chargePoint.stop(transactionId, 1_200, StopReason.EV_DISCONNECTED, null);
            chargePoint.status(1, ChargePointStatus.FINISHING);
            chargePoint.status(1, ChargePointStatus.AVAILABLE);

            awaitTransaction(transactionId, "stopReason", "EVDisconnected");
        }
    }

    @Test
    @DisplayName("TC_007_CSMS Start with an id from the charge point's cache")
    void tc_007_cached_id() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            chargePoint.status(1, ChargePointStatus.PREPARING);
            chargePoint.started(1, idTag, 0, TestChargePoint.now());
            chargePoint.status(1, ChargePointStatus.CHARGING);
        }
    }

    @Test
    @DisplayName("TC_024_CSMS Lock failure at start")
    void tc_024_lock_failure() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            chargePoint.authorized(idTag);
            chargePoint.status(1, ChargePointStatus.PREPARING);
            chargePoint.status(
                    1, ChargePointStatus.FAULTED, ChargePointErrorCode.CONNECTOR_LOCK_FAILURE);

            await().untilAsserted(() ->
                    assertThat(
                                    bed.operator()
                                            .get(
                                                    "/api/v1/charge-points/"
                                                            + chargePoint.identity()
                                                            + "/connectors")
                                            .expect(200)
                                            .toString())
                            .contains("Faulted", "ConnectorLockFailure"));
        }
    }

    @Test
    @DisplayName(
            "X-05 The same start again, with a new or the same message id, has the same transactionId")
    void x_05_repeated_start() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            var start = new StartTransaction.Request(1, idTag, 700, null, TestChargePoint.now());
            var first = chargePoint.wire().submit("start-1", start).await();
            var sameMessage = chargePoint.wire().submit("start-1", start).await();
            var newMessage = chargePoint.wire().submit("start-2", start).await();
            chargePoint.wire().abort();
            chargePoint.wire().reconnect();
            var newConnection = chargePoint.send(start);

            assertThat(List.of(sameMessage, newMessage, newConnection)).containsOnly(first);
            assertThat(first.idTagInfo().status()).isEqualTo(AuthorizationStatus.ACCEPTED);
            await().untilAsserted(() -> assertThat(transactionsOf(chargePoint)).isEqualTo(1));
        }
    }

    @Test
    @DisplayName(
            "X-06 A second transaction of an idTag beyond its limit is ConcurrentTx, with a transactionId")
    void x_06_concurrent_tx() {
        var idTag = bed.idTag();
        try (var one = bed.chargePoint().booted();
                var other = bed.chargePoint().booted()) {
            var at = TestChargePoint.now();
            var running = one.started(1, idTag, 0, at);

            var second = other.start(1, idTag, 0, TestChargePoint.now());
            var retransmitted = one.start(1, idTag, 0, at);
            var authorized = other.authorize(idTag);

            assertThat(second.idTagInfo().status()).isEqualTo(AuthorizationStatus.CONCURRENT_TX);
            assertThat(second.transactionId()).isPositive().isNotEqualTo(running);
            assertThat(retransmitted.transactionId()).isEqualTo(running);
            assertThat(retransmitted.idTagInfo().status()).isEqualTo(AuthorizationStatus.ACCEPTED);
            assertThat(authorized).isEqualTo(AuthorizationStatus.ACCEPTED);
            one.stop(running, 5, StopReason.LOCAL, idTag);
            assertThat(other.start(2, idTag, 0, TestChargePoint.now()).idTagInfo().status())
                    .isEqualTo(AuthorizationStatus.ACCEPTED);
        }
    }

    @Test
    @DisplayName("X-07 Stops that fit no transaction are answered and kept for an operator")
    void x_07_stops_that_fit_nothing() {
        var idTag = bed.idTag();
        try (var one = bed.chargePoint().booted();
                var other = bed.chargePoint().booted()) {
            var running = one.charging(idTag);

            other.stop(-1, 100, StopReason.LOCAL, null);
            other.stop(2_000_000_000, 100, StopReason.LOCAL, null);
            other.stop(running, 100, StopReason.LOCAL, null);
            awaitTransaction(running, "state", "Open");

            one.stop(running, 900, StopReason.LOCAL, idTag);
            one.stop(running, 900, StopReason.LOCAL, idTag);
            awaitTransaction(running, "state", "Stopped");
            assertThat(transaction(running, "energyWh")).isEqualTo("900");
            await().untilAsserted(() ->
                    assertThat(
                                    bed.operator()
                                            .get(
                                                    "/api/v1/transactions/quarantine?chargePointId="
                                                            + other.identity())
                                            .expect(200)
                                            .path("items"))
                            .hasSize(3));
        }
    }

    @Test
    @DisplayName("X-08 Odd meter values are answered like any others")
    void x_08_odd_meter_values() {
        try (var chargePoint = bed.chargePoint().booted()) {
            measure(chargePoint, 1, -1, plain("17", Measurand.POWER_ACTIVE_IMPORT, null));
            measure(chargePoint, 0, null, plain("123456", null, UnitOfMeasure.WH));
            measure(
                    chargePoint,
                    1,
                    null,
                    plain("21.5", Measurand.TEMPERATURE, UnitOfMeasure.CELCIUS));
            measure(chargePoint, 1, null, plain("123.4", null, UnitOfMeasure.KWH));
            measure(
                    chargePoint,
                    1,
                    null,
                    new SampledValue(
                            "ab".repeat(3_000),
                            ReadingContext.TRANSACTION_END,
                            ValueFormat.SIGNED_DATA,
                            null,
                            null,
                            null,
                            null));
            chargePoint.send(new MeterValues.Request(1, 2_000_000_000, List.of()));
        }
    }

    @Test
    @DisplayName("X-09 A stop without reason and idTag, but with 2000 samples, is answered in time")
    void x_09_long_stop() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            var transactionId = chargePoint.charging(idTag);
            var samples =
                    IntStream.range(0, 2_000)
                            .mapToObj(wh ->
                                    new MeterValue(
                                            TestChargePoint.now(),
                                            List.of(
                                                    plain(
                                                            Integer.toString(wh),
                                                            null,
                                                            UnitOfMeasure.WH))))
                            .toList();

            var answer =
                    chargePoint.send(
                            new StopTransaction.Request(
                                    null,
                                    2_000,
                                    TestChargePoint.now(),
                                    transactionId,
                                    null,
                                    samples));

            assertThat(answer.idTagInfo()).isNull();
            awaitTransaction(transactionId, "stopReason", "Local");
        }
    }

    private static void measure(
            TestChargePoint chargePoint,
            int connectorId,
            @Nullable Integer transactionId,
            SampledValue value) {
        chargePoint.send(
                new MeterValues.Request(
                        connectorId,
                        transactionId,
                        List.of(new MeterValue(TestChargePoint.now(), List.of(value)))));
    }

    private static SampledValue plain(
            String value, @Nullable Measurand measurand, @Nullable UnitOfMeasure unit) {
        return new SampledValue(value, null, null, measurand, null, null, unit);
    }

    private int transactionsOf(TestChargePoint chargePoint) {
        return bed.operator()
                .get("/api/v1/transactions?chargePointId=" + chargePoint.identity())
                .expect(200)
                .path("items")
                .size();
    }

    private String transaction(int transactionId, String field) {
        return bed.operator().get("/api/v1/transactions/" + transactionId).text(field);
    }

    private void awaitTransaction(int transactionId, String field, String value) {
        await().untilAsserted(() -> assertThat(transaction(transactionId, field)).isEqualTo(value));
    }
}
