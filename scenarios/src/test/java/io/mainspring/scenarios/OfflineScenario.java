package io.mainspring.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.v16.action.StopTransaction;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.scenarios.bed.TestChargePoint;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@OnThePlatform
@DisplayName("What happened while the charge point was offline")
class OfflineScenario {

    private final TestBed bed;

    OfflineScenario(TestBed bed) {
        this.bed = bed;
    }

    @Test
    @DisplayName("TC_037_1_CSMS Offline start, valid tag")
    void tc_037_1_offline_start() {
        var idTag = bed.idTag();
        try (var chargePoint = wasOffline()) {
            var at = TestChargePoint.now().minus(Duration.ofHours(3));
            var transactionId = chargePoint.started(1, idTag, 0, at);
            chargePoint.status(1, ChargePointStatus.CHARGING);

            await().untilAsserted(() ->
                    assertThat(
                                    bed.operator()
                                            .get("/api/v1/transactions/" + transactionId)
                                            .text("startedAt"))
                            .startsWith(at.toString().substring(0, 19)));
        }
    }

    @Test
    @DisplayName("TC_037_3_CSMS Offline start, invalid tag, StopTransactionOnInvalidId true")
    void tc_037_3_offline_start_invalid_tag() {
        var idTag = bed.unknownIdTag();
        try (var chargePoint = wasOffline()) {
            var start =
                    chargePoint.start(
                            1, idTag, 0, TestChargePoint.now().minus(Duration.ofMinutes(20)));
            assertThat(start.idTagInfo().status()).isEqualTo(AuthorizationStatus.INVALID);
            assertThat(start.transactionId()).isPositive();
            chargePoint.status(1, ChargePointStatus.CHARGING);
            chargePoint.stop(start.transactionId(), 30, StopReason.DE_AUTHORIZED, null);
            chargePoint.status(1, ChargePointStatus.FINISHING);

            await().untilAsserted(() ->
                    assertThat(
                                    bed.operator()
                                            .get("/api/v1/transactions/" + start.transactionId())
                                            .text("stopReason"))
                            .isEqualTo("DeAuthorized"));
        }
    }

    @Test
    @DisplayName("TC_039_CSMS Whole transaction offline")
    void tc_039_whole_transaction_offline() {
        var idTag = bed.idTag();
        try (var chargePoint = wasOffline()) {
            var began = TestChargePoint.now().minus(Duration.ofHours(2));
            var transactionId = chargePoint.started(1, idTag, 1_000, began);
            chargePoint.send(
                    new StopTransaction.Request(
                            idTag,
                            9_000,
                            began.plus(Duration.ofHours(1)),
                            transactionId,
                            StopReason.LOCAL,
                            null));

            await().untilAsserted(() ->
                    assertThat(
                                    bed.operator()
                                            .get("/api/v1/transactions/" + transactionId)
                                            .text("energyWh"))
                            .isEqualTo("8000"));
        }
    }

    /** Booted once, lost its connection, and is back without a new boot. */
    private TestChargePoint wasOffline() {
        var chargePoint = bed.chargePoint().booted();
        chargePoint.wire().abort();
        chargePoint.wire().reconnect();
        return chargePoint;
    }
}
