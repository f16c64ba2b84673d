package io.mainspring.simulator.chargepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.frame.Frame;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.CancelReservation;
import io.mainspring.ocpp.v16.action.CertificateSigned;
import io.mainspring.ocpp.v16.action.DataTransfer;
import io.mainspring.ocpp.v16.action.GetLocalListVersion;
import io.mainspring.ocpp.v16.action.RemoteStartTransaction;
import io.mainspring.ocpp.v16.action.ReserveNow;
import io.mainspring.ocpp.v16.action.Reset;
import io.mainspring.ocpp.v16.action.SecurityEventNotification;
import io.mainspring.ocpp.v16.action.StatusNotification;
import io.mainspring.ocpp.v16.action.StopTransaction;
import io.mainspring.ocpp.v16.action.UnlockConnector;
import io.mainspring.ocpp.v16.type.CancelReservationStatus;
import io.mainspring.ocpp.v16.type.CertificateSignedStatus;
import io.mainspring.ocpp.v16.type.ChargePointErrorCode;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.DataTransferStatus;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.RemoteStartStopStatus;
import io.mainspring.ocpp.v16.type.ReservationStatus;
import io.mainspring.ocpp.v16.type.ResetStatus;
import io.mainspring.ocpp.v16.type.ResetType;
import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.ocpp.v16.type.UnlockStatus;
import io.mainspring.simulator.centralsystem.TinyCentralSystem;
import io.mainspring.simulator.wire.EventLoops;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong when somebody wants it to, as the central system sees it. */
class FaultsTest {

    private static final IdToken ALICE = new IdToken("ALICE");
    private static final Vehicle CAR = new Vehicle(58_000, 0.3, 3, 16, 120_000);
    private static final Pace QUICK =
            new Pace(
                    Duration.ofMillis(50),
                    Duration.ofMillis(300),
                    Duration.ofSeconds(5),
                    Duration.ofMillis(700),
                    new Backoff(Duration.ofMillis(40), Duration.ofMillis(200)),
                    Duration.ofMillis(50),
                    Duration.ofMillis(300),
                    Duration.ofSeconds(5));

    private final TinyCentralSystem centralSystem = new TinyCentralSystem();
    private final EventLoops loops = new EventLoops(1);
    private final SimulatedChargePoint chargePoint =
            new SimulatedChargePoint(
                    Setup.of(centralSystem.endpoint(), "CP-7")
                            .withModel("Test", List.of(Outlet.ac(3, 32), Outlet.ac(3, 32)))
                            .withPace(QUICK),
                    loops.next(),
                    InstantSource.system(),
                    new SplittableRandom(7),
                    ChargePointObserver.NONE);

    @AfterEach
    void end() {
        loops.close();
        centralSystem.close();
    }

    @Test
    void aFaultedConnectorIsToldAndNeitherReservedNorStarted() {
        boot();
        chargePoint.suffer(Faults.of("1:GroundFailure"));
        becomes(1, ChargePointStatus.FAULTED, ChargePointErrorCode.GROUND_FAILURE);

        assertThat(reserve(1, 7)).isEqualTo(ReservationStatus.FAULTED);
        assertThat(remoteStart(1)).isEqualTo(RemoteStartStopStatus.REJECTED);
        assertThat(reserve(2, 8)).isEqualTo(ReservationStatus.ACCEPTED);

        chargePoint.suffer(Faults.NONE);
        becomes(1, ChargePointStatus.AVAILABLE, ChargePointErrorCode.NO_ERROR);
        assertThat(reserve(1, 7)).isEqualTo(ReservationStatus.ACCEPTED);
    }

    @Test
    void aFaultOfTheChargePointIsOneOfAllItsConnectors() {
        chargePoint.suffer(Faults.of("0:InternalError"));
        boot();

        becomes(0, ChargePointStatus.FAULTED, ChargePointErrorCode.INTERNAL_ERROR);
        assertThat(reserve(0, 7)).isEqualTo(ReservationStatus.FAULTED);
        assertThat(reserve(2, 7)).isEqualTo(ReservationStatus.FAULTED);
    }

    @Test
    void aFaultEndsReservationsAndTransactions() {
        boot();
        reserve(1, 7);
        becomes(1, ChargePointStatus.RESERVED, ChargePointErrorCode.NO_ERROR);
        chargePoint.plugIn(2, CAR);
        chargePoint.present(2, ALICE);
        becomes(2, ChargePointStatus.CHARGING, ChargePointErrorCode.NO_ERROR);

        chargePoint.suffer(Faults.of("1:OverVoltage, 2:PowerMeterFailure"));

        becomes(1, ChargePointStatus.FAULTED, ChargePointErrorCode.OVER_VOLTAGE);
        becomes(2, ChargePointStatus.FAULTED, ChargePointErrorCode.POWER_METER_FAILURE);
        await().until(() -> !centralSystem.heard(Action.STOP_TRANSACTION).isEmpty());
        assertThat(centralSystem.heard(StopTransaction.Request.class).getFirst().reason())
                .isEqualTo(StopReason.OTHER);
        assertThat(
                        centralSystem
                                .askFor(
                                        CancelReservation.Response.class,
                                        new CancelReservation.Request(7))
                                .status())
                .isEqualTo(CancelReservationStatus.REJECTED);
        chargePoint.suffer(Faults.NONE);
        becomes(1, ChargePointStatus.AVAILABLE, ChargePointErrorCode.NO_ERROR);
    }

    @Test
    void aLockThatDoesNotCloseIsAFaultUntilTheCableIsOut() {
        boot();
        chargePoint.suffer(Faults.of("lock"));

        chargePoint.present(1, ALICE);
        becomes(1, ChargePointStatus.PREPARING, ChargePointErrorCode.NO_ERROR);
        chargePoint.plugIn(1, CAR);

        becomes(1, ChargePointStatus.FAULTED, ChargePointErrorCode.CONNECTOR_LOCK_FAILURE);
        becomes(1, ChargePointStatus.AVAILABLE, ChargePointErrorCode.NO_ERROR);
        assertThat(centralSystem.heard(Action.START_TRANSACTION)).isEmpty();
    }

    @Test
    void anyRequestIsAnsweredAsWishedAndNothingIsDone() {
        boot();
        chargePoint.suffer(
                Faults.of(
                        "Reset=Rejected,UnlockConnector=UnlockFailed,GetLocalListVersion=InternalError,"
                                + "CertificateSigned=Rejected"));

        assertThat(
                        centralSystem
                                .askFor(Reset.Response.class, new Reset.Request(ResetType.HARD))
                                .status())
                .isEqualTo(ResetStatus.REJECTED);
        assertThat(
                        centralSystem
                                .askFor(
                                        UnlockConnector.Response.class,
                                        new UnlockConnector.Request(1))
                                .status())
                .isEqualTo(UnlockStatus.UNLOCK_FAILED);
        assertThat(centralSystem.ask(new GetLocalListVersion.Request()))
                .isInstanceOfSatisfying(
                        Frame.CallError.class,
                        error -> assertThat(error.code()).isEqualTo("InternalError"));
        assertThat(
                        centralSystem
                                .askFor(
                                        CertificateSigned.Response.class,
                                        new CertificateSigned.Request("chain"))
                                .status())
                .isEqualTo(CertificateSignedStatus.REJECTED);
        await().until(() -> !centralSystem.heard(Action.SECURITY_EVENT_NOTIFICATION).isEmpty());
        assertThat(centralSystem.heard(SecurityEventNotification.Request.class).getFirst().type())
                .isEqualTo("InvalidChargePointCertificate");
        assertThat(centralSystem.connections()).isEqualTo(1);
    }

    @Test
    void faultsCanBeSwitchedOnFromAfar() {
        boot();

        assertThat(transfer("1:OtherError,DataTransfer=Rejected"))
                .isEqualTo(DataTransferStatus.ACCEPTED);
        becomes(1, ChargePointStatus.FAULTED, ChargePointErrorCode.OTHER_ERROR);
        assertThat(transfer("what?")).isEqualTo(DataTransferStatus.REJECTED);
        assertThat(transfer("")).isEqualTo(DataTransferStatus.ACCEPTED);
        becomes(1, ChargePointStatus.AVAILABLE, ChargePointErrorCode.NO_ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what?",
                "x:GroundFailure",
                "-1:GroundFailure",
                "1:Ground",
                "Reset=Unlocked",
                "Heartbeat=InternalError",
                "Rest=Rejected",
                "GetLocalListVersion=Rejected"
            })
    void whatIsNotUnderstoodIsNamed(String word) {
        assertThatThrownBy(() -> Faults.of("lock," + word))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(word);
    }

    private DataTransferStatus transfer(String list) {
        return centralSystem
                .askFor(
                        DataTransfer.Response.class,
                        new DataTransfer.Request("Mainspring", "Faults", list))
                .status();
    }

    private RemoteStartStopStatus remoteStart(int connectorId) {
        return centralSystem
                .askFor(
                        RemoteStartTransaction.Response.class,
                        new RemoteStartTransaction.Request(connectorId, ALICE, null))
                .status();
    }

    private ReservationStatus reserve(int connectorId, int id) {
        var until = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
        return centralSystem
                .askFor(
                        ReserveNow.Response.class,
                        new ReserveNow.Request(connectorId, until, ALICE, null, id))
                .status();
    }

    private void boot() {
        chargePoint.powerOn();
        await().until(() -> centralSystem.heard(Action.STATUS_NOTIFICATION).size() >= 3);
    }

    private void becomes(int connectorId, ChargePointStatus status, ChargePointErrorCode code) {
        await(status.wireName())
                .until(() ->
                        told(connectorId)
                                .reduce((_, later) -> later)
                                .filter(last -> last.status() == status && last.errorCode() == code)
                                .isPresent());
    }

    private Stream<StatusNotification.Request> told(int connectorId) {
        return centralSystem.heard(StatusNotification.Request.class).stream()
                .filter(told -> told.connectorId() == connectorId);
    }
}
