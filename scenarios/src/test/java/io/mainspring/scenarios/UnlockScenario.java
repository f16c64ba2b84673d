package io.mainspring.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.action.UnlockConnector;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.ocpp.v16.type.UnlockStatus;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.scenarios.bed.TestChargePoint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@OnThePlatform
@DisplayName("Unlocking a connector")
class UnlockScenario {

    private static final int UNKNOWN_CONNECTOR = 9;

    private final TestBed bed;

    UnlockScenario(TestBed bed) {
        this.bed = bed;
    }

    @Test
    @DisplayName("TC_017_1_CSMS Unlock, no session, detachable cable")
    void tc_017_1_detachable_cable() {
        try (var chargePoint = bed.chargePoint().booted()) {
            unlock(chargePoint, 1, UnlockStatus.UNLOCKED);
        }
    }

    @Test
    @DisplayName("TC_017_2_CSMS Unlock, no session, fixed cable")
    void tc_017_2_fixed_cable() {
        try (var chargePoint = bed.chargePoint().booted()) {
            unlock(chargePoint, 1, UnlockStatus.NOT_SUPPORTED);
        }
    }

    @Test
    @DisplayName("TC_018_1_CSMS Unlock with a session")
    void tc_018_1_with_a_session() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            var transactionId = chargePoint.charging(idTag);
            unlock(chargePoint, 1, UnlockStatus.UNLOCKED);
            chargePoint.status(1, ChargePointStatus.FINISHING);
            chargePoint.stop(transactionId, 50, StopReason.UNLOCK_COMMAND, null);
            chargePoint.status(1, ChargePointStatus.AVAILABLE);
        }
    }

    @Test
    @DisplayName("TC_030_CSMS Unlock failure")
    void tc_030_unlock_failure() {
        try (var chargePoint = bed.chargePoint().booted()) {
            unlock(chargePoint, 1, UnlockStatus.UNLOCK_FAILED);
        }
    }

    @Test
    @DisplayName("TC_031_CSMS Unlock unknown connector")
    void tc_031_unknown_connector() {
        try (var chargePoint = bed.chargePoint().booted()) {
            unlock(chargePoint, UNKNOWN_CONNECTOR, UnlockStatus.NOT_SUPPORTED);
        }
    }

    private void unlock(TestChargePoint chargePoint, int connectorId, UnlockStatus answer) {
        var asking =
                bed.operator()
                        .ask(
                                chargePoint.identity(),
                                "unlock-connector",
                                "{\"connectorId\":" + connectorId + "}");
        var asked = chargePoint.expect(UnlockConnector.Request.class);
        assertThat(asked.request().connectorId()).isEqualTo(connectorId);
        asked.answer(new UnlockConnector.Response(answer));
        asking.isAnswered(answer.wireName());
    }
}
