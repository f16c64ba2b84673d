package io.mainspring.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.v16.action.ClearCache;
import io.mainspring.ocpp.v16.action.RemoteStartTransaction;
import io.mainspring.ocpp.v16.action.RemoteStopTransaction;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.ClearCacheStatus;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.RemoteStartStopStatus;
import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.Reply;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.scenarios.bed.TestChargePoint;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@OnThePlatform
@DisplayName("Remote control, and what becomes of a command")
class RemoteControlScenario {

    private static final int UNKNOWN_TRANSACTION = 2_000_000_001;

    private final TestBed bed;

    RemoteControlScenario(TestBed bed) {
        this.bed = bed;
    }

    @Test
    @DisplayName("TC_010_CSMS Remote start, cable first")
    void tc_010_cable_first() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            chargePoint.status(1, ChargePointStatus.PREPARING);
            var commandId = remoteStart(chargePoint, idTag, RemoteStartStopStatus.ACCEPTED);
            chargePoint.authorized(idTag);
            var transactionId = chargePoint.started(1, idTag, 0, TestChargePoint.now());
            chargePoint.status(1, ChargePointStatus.CHARGING);

            awaitTransaction(transactionId, "remoteStartId", commandId);
        }
    }

    @Test
    @DisplayName("TC_011_1_CSMS Remote start, remote first")
    void tc_011_1_remote_first() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            var commandId = remoteStart(chargePoint, idTag, RemoteStartStopStatus.ACCEPTED);
            chargePoint.authorized(idTag);
            chargePoint.status(1, ChargePointStatus.PREPARING);
            var transactionId = chargePoint.started(1, idTag, 0, TestChargePoint.now());
            chargePoint.status(1, ChargePointStatus.CHARGING);

            awaitTransaction(transactionId, "remoteStartId", commandId);
        }
    }

    @Test
    @DisplayName("TC_011_2_CSMS Remote start, time out")
    void tc_011_2_time_out() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            remoteStart(chargePoint, idTag, RemoteStartStopStatus.ACCEPTED);
            chargePoint.authorized(idTag);
            chargePoint.status(1, ChargePointStatus.PREPARING);
            chargePoint.status(1, ChargePointStatus.AVAILABLE);

            var path = "/api/v1/transactions?chargePointId=" + chargePoint.identity();
            await().during(Duration.ofSeconds(1))
                    .until(() -> bed.operator().get(path).expect(200).path("items").isEmpty());
        }
    }

    @Test
    @DisplayName("TC_012_CSMS Remote stop")
    void tc_012_remote_stop() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            var transactionId = chargePoint.charging(idTag);

            remoteStop(chargePoint, transactionId, RemoteStartStopStatus.ACCEPTED);
            chargePoint.stop(transactionId, 300, StopReason.REMOTE, null);
            chargePoint.status(1, ChargePointStatus.FINISHING);
            chargePoint.status(1, ChargePointStatus.AVAILABLE);

            awaitTransaction(transactionId, "stopReason", "Remote");
            awaitTransaction(transactionId, "energyWh", "300");
        }
    }

    @Test
    @DisplayName("TC_026_CSMS Remote start rejected")
    void tc_026_remote_start_rejected() {
        try (var chargePoint = bed.chargePoint().booted()) {
            remoteStart(chargePoint, bed.idTag(), RemoteStartStopStatus.REJECTED);
        }
    }

    @Test
    @DisplayName("TC_028_CSMS Remote stop rejected")
    void tc_028_remote_stop_rejected() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            var transactionId = chargePoint.charging(idTag);

            remoteStop(chargePoint, UNKNOWN_TRANSACTION, RemoteStartStopStatus.REJECTED);

            awaitTransaction(transactionId, "state", "Open");
        }
    }

    @Test
    @DisplayName("X-12 A command to an absent charge point is Offline at once")
    void x_12_offline() {
        var identity = bed.identity();
        bed.operator()
                .post(
                        "/api/v1/charge-points",
                        "{\"chargePointId\":\"" + identity + "\",\"securityProfile\":0}")
                .expect(201);

        bed.operator().ask(identity, "clear-cache", "{}").ends("Offline");
    }

    @Test
    @DisplayName("X-12 A command whose connection breaks before the answer is ConnectionLost")
    void x_12_connection_lost() {
        try (var chargePoint = bed.chargePoint().booted()) {
            var asking = bed.operator().ask(chargePoint.identity(), "clear-cache", "{}");
            chargePoint.expect(ClearCache.Request.class);

            chargePoint.wire().abort();

            asking.ends("ConnectionLost");
        }
    }

    @Test
    @DisplayName("X-13 A CALLERROR of the charge point is shown as what it is")
    void x_13_call_error() {
        try (var chargePoint = bed.chargePoint().booted()) {
            var asking = bed.operator().ask(chargePoint.identity(), "clear-cache", "{}");
            chargePoint
                    .expect(ClearCache.Request.class)
                    .refuse(OcppErrorCode.NOT_SUPPORTED, "no cache");

            var command = asking.ends("Error");
            assertThat(command.body().path("error").path("code").asString())
                    .isEqualTo("NotSupported");
        }
    }

    @Test
    @DisplayName("X-13 An answer that is none is an error, and the connection stays")
    void x_13_invalid_answer() {
        try (var chargePoint = bed.chargePoint().booted()) {
            var asking = bed.operator().ask(chargePoint.identity(), "clear-cache", "{}");
            chargePoint.expect(ClearCache.Request.class).answerRaw("{\"status\":\"Perhaps\"}");

            asking.ends("Error");
            assertThat(chargePoint.wire().isOpen()).isTrue();
        }
    }

    @Test
    @DisplayName(
            "X-13 An answer that comes too late changes nothing, and does not disturb the next command")
    void x_13_late_answer() {
        try (var chargePoint = bed.chargePoint().booted()) {
            var asking = bed.operator().ask(chargePoint.identity(), "clear-cache", "{}");
            var late = chargePoint.expect(ClearCache.Request.class);
            var timedOut = asking.ends("TimedOut");

            late.answer(new ClearCache.Response(ClearCacheStatus.ACCEPTED));
            var next = bed.operator().ask(chargePoint.identity(), "clear-cache", "{}");
            chargePoint
                    .expect(ClearCache.Request.class)
                    .answer(new ClearCache.Response(ClearCacheStatus.REJECTED));

            next.isAnswered("Rejected");
            assertThat(command(timedOut).text("status")).isEqualTo("TimedOut");
        }
    }

    private Reply command(Reply command) {
        return bed.operator().get("/api/v1/commands/" + command.text("commandId"));
    }

    /** @return the command's id */
    private String remoteStart(
            TestChargePoint chargePoint, IdToken idTag, RemoteStartStopStatus answer) {
        var asking =
                bed.operator()
                        .remoteStart(
                                chargePoint.identity(),
                                "\"connectorId\":1,\"idTag\":\"" + idTag.value() + "\"");
        var asked = chargePoint.expect(RemoteStartTransaction.Request.class);
        assertThat(asked.request().idTag()).isEqualTo(idTag);
        assertThat(asked.request().connectorId()).isEqualTo(1);
        asked.answer(new RemoteStartTransaction.Response(answer));
        asking.isAnswered(answer.wireName());
        return asking.await().text("commandId");
    }

    private void remoteStop(
            TestChargePoint chargePoint, int transactionId, RemoteStartStopStatus answer) {
        var asking = bed.operator().remoteStop(chargePoint.identity(), transactionId);
        var asked = chargePoint.expect(RemoteStopTransaction.Request.class);
        assertThat(asked.request().transactionId()).isEqualTo(transactionId);
        asked.answer(new RemoteStopTransaction.Response(answer));
        asking.isAnswered(answer.wireName());
    }

    private void awaitTransaction(int transactionId, String field, String value) {
        await().untilAsserted(() ->
                assertThat(bed.operator().get("/api/v1/transactions/" + transactionId).text(field))
                        .isEqualTo(value));
    }
}
