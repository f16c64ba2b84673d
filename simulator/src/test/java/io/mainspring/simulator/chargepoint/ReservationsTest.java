package io.mainspring.simulator.chargepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.Authorize;
import io.mainspring.ocpp.v16.action.CancelReservation;
import io.mainspring.ocpp.v16.action.ChangeAvailability;
import io.mainspring.ocpp.v16.action.ExtendedTriggerMessage;
import io.mainspring.ocpp.v16.action.ReserveNow;
import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.ocpp.v16.action.StatusNotification;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.Availability;
import io.mainspring.ocpp.v16.type.CancelReservationStatus;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.ExtendedMessageTrigger;
import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.ReservationStatus;
import io.mainspring.ocpp.v16.type.TriggerMessageStatus;
import io.mainspring.simulator.centralsystem.TinyCentralSystem;
import io.mainspring.simulator.wire.EventLoops;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reservations and extended triggers as the central system sees them, over real sockets. */
class ReservationsTest {

    private static final IdToken ALICE = new IdToken("ALICE");
    private static final IdToken BOB = new IdToken("BOB");
    private static final IdToken FLEET = new IdToken("FLEET");
    private static final Vehicle CAR = new Vehicle(58_000, 0.3, 3, 16, 120_000);
    private static final Pace QUICK =
            new Pace(
                    Duration.ofMillis(50),
                    Duration.ofMillis(300),
                    Duration.ofSeconds(5),
                    Duration.ofMillis(700),
                    new Backoff(Duration.ofMillis(40), Duration.ofMillis(200)),
                    Duration.ofMillis(50),
                    Duration.ofMillis(50),
                    Duration.ofSeconds(5));

    private final TinyCentralSystem centralSystem = new TinyCentralSystem();
    private final EventLoops loops = new EventLoops(1);
    private SimulatedChargePoint chargePoint = chargePoint(Map.of());

    private SimulatedChargePoint chargePoint(Map<ConfigurationKey, String> configuration) {
        return new SimulatedChargePoint(
                Setup.of(centralSystem.endpoint(), "CP-7")
                        .withModel("Test", List.of(Outlet.ac(3, 32), Outlet.ac(3, 32)))
                        .withConfiguration(configuration)
                        .withPace(QUICK),
                loops.next(),
                InstantSource.system(),
                new SplittableRandom(7),
                ChargePointObserver.NONE);
    }

    @AfterEach
    void end() {
        loops.close();
        centralSystem.close();
    }

    @Test
    void aReservedConnectorSaysSoAndItsDriverUsesTheReservation() {
        boot();
        assertThat(reserve(1, ALICE, null, 7)).isEqualTo(ReservationStatus.ACCEPTED);
        becomes(1, ChargePointStatus.RESERVED);

        chargePoint.plugIn(1, CAR);
        chargePoint.present(1, ALICE);

        assertThat(start().reservationId()).isEqualTo(7);
        assertThat(cancel(7)).isEqualTo(CancelReservationStatus.REJECTED);
    }

    @Test
    void aStrangerIsTurnedAwayAndAnotherOfTheGroupIsNot() {
        boot();
        reserve(1, ALICE, FLEET, 7);
        chargePoint.plugIn(1, CAR);
        chargePoint.present(1, new IdToken("MALLORY"));
        await().until(() -> centralSystem.heard(Authorize.Request.class).size() == 1);
        centralSystem.answer(
                Action.AUTHORIZE,
                _ ->
                        new Authorize.Response(
                                new IdTagInfo(AuthorizationStatus.ACCEPTED, null, FLEET)));

        chargePoint.present(1, BOB);

        assertThat(start().idTag()).isEqualTo(BOB);
        assertThat(start().reservationId()).isEqualTo(7);
        assertThat(centralSystem.heard(StartTransaction.Request.class)).hasSize(1);
    }

    @Test
    void whatIsTakenReservedOutOfUseUnknownOrOverIsNotReserved() {
        boot();
        chargePoint.plugIn(1, CAR);
        becomes(1, ChargePointStatus.PREPARING);
        assertThat(reserve(1, ALICE, null, 7)).isEqualTo(ReservationStatus.OCCUPIED);
        assertThat(reserve(2, ALICE, null, 8)).isEqualTo(ReservationStatus.ACCEPTED);
        assertThat(reserve(2, BOB, null, 9)).isEqualTo(ReservationStatus.OCCUPIED);
        assertThat(reserve(2, BOB, null, 8)).isEqualTo(ReservationStatus.ACCEPTED);
        assertThat(reserve(9, ALICE, null, 7)).isEqualTo(ReservationStatus.REJECTED);

        centralSystem.ask(new ChangeAvailability.Request(2, Availability.INOPERATIVE));
        becomes(2, ChargePointStatus.UNAVAILABLE);
        assertThat(reserve(2, ALICE, null, 7)).isEqualTo(ReservationStatus.UNAVAILABLE);
        assertThat(cancel(8)).isEqualTo(CancelReservationStatus.REJECTED);
    }

    @Test
    void aCancelledReservationFreesItsConnector() {
        boot();
        reserve(1, ALICE, null, 7);
        becomes(1, ChargePointStatus.RESERVED);
        assertThat(cancel(7)).isEqualTo(CancelReservationStatus.ACCEPTED);
        becomes(1, ChargePointStatus.AVAILABLE);
    }

    @Test
    void anExpiredReservationFreesItsConnector() {
        boot();
        reserve(1, ALICE, null, 7, Duration.ofSeconds(1));
        becomes(1, ChargePointStatus.RESERVED);
        becomes(1, ChargePointStatus.AVAILABLE);
    }

    @Test
    void aReservationOfConnectorZeroKeepsOneConnectorFree() {
        boot();
        assertThat(reserve(0, ALICE, null, 7)).isEqualTo(ReservationStatus.ACCEPTED);
        chargePoint.plugIn(1, CAR);
        chargePoint.present(1, BOB);
        assertThat(start().reservationId()).isNull();

        chargePoint.plugIn(2, CAR);
        chargePoint.present(2, new IdToken("MALLORY"));
        await().until(() -> centralSystem.heard(Authorize.Request.class).size() == 2);
        chargePoint.present(2, ALICE);

        await().until(() -> centralSystem.heard(StartTransaction.Request.class).size() == 2);
        assertThat(centralSystem.heard(StartTransaction.Request.class).getLast().reservationId())
                .isEqualTo(7);
    }

    @Test
    void withoutReserveConnectorZeroSupportedConnectorZeroIsRejected() {
        chargePoint =
                chargePoint(Map.of(ConfigurationKey.RESERVE_CONNECTOR_ZERO_SUPPORTED, "false"));
        boot();
        assertThat(reserve(0, ALICE, null, 7)).isEqualTo(ReservationStatus.REJECTED);
    }

    @Test
    void anExtendedTriggerBringsTheMessagesOfTheWhitepaper() {
        boot();
        assertThat(trigger(ExtendedMessageTrigger.FIRMWARE_STATUS_NOTIFICATION))
                .isEqualTo(TriggerMessageStatus.ACCEPTED);
        eventually(Action.SIGNED_FIRMWARE_STATUS_NOTIFICATION);
        assertThat(trigger(ExtendedMessageTrigger.LOG_STATUS_NOTIFICATION))
                .isEqualTo(TriggerMessageStatus.ACCEPTED);
        eventually(Action.LOG_STATUS_NOTIFICATION);
        assertThat(trigger(ExtendedMessageTrigger.METER_VALUES))
                .isEqualTo(TriggerMessageStatus.ACCEPTED);
        eventually(Action.METER_VALUES);
        assertThat(trigger(ExtendedMessageTrigger.HEARTBEAT))
                .isEqualTo(TriggerMessageStatus.ACCEPTED);
        eventually(Action.HEARTBEAT);
        assertThat(trigger(ExtendedMessageTrigger.BOOT_NOTIFICATION))
                .isEqualTo(TriggerMessageStatus.REJECTED);
    }

    private TriggerMessageStatus trigger(ExtendedMessageTrigger message) {
        return centralSystem
                .askFor(
                        ExtendedTriggerMessage.Response.class,
                        new ExtendedTriggerMessage.Request(message, null))
                .status();
    }

    private ReservationStatus reserve(
            int connectorId, IdToken idTag, @Nullable IdToken parent, int id) {
        return reserve(connectorId, idTag, parent, id, Duration.ofHours(1));
    }

    private ReservationStatus reserve(
            int connectorId, IdToken idTag, @Nullable IdToken parent, int id, Duration time) {
        var until = Instant.now().plus(time).truncatedTo(ChronoUnit.MILLIS);
        return centralSystem
                .askFor(
                        ReserveNow.Response.class,
                        new ReserveNow.Request(connectorId, until, idTag, parent, id))
                .status();
    }

    private CancelReservationStatus cancel(int id) {
        return centralSystem
                .askFor(CancelReservation.Response.class, new CancelReservation.Request(id))
                .status();
    }

    private void boot() {
        chargePoint.powerOn();
        await().until(() -> centralSystem.heard(Action.STATUS_NOTIFICATION).size() >= 3);
    }

    private StartTransaction.Request start() {
        eventually(Action.START_TRANSACTION);
        return centralSystem.heard(StartTransaction.Request.class).getFirst();
    }

    private void eventually(Action action) {
        await(action.wireName()).until(() -> !centralSystem.heard(action).isEmpty());
    }

    private void becomes(int connectorId, ChargePointStatus wanted) {
        await(wanted.wireName())
                .until(() ->
                        centralSystem.heard(StatusNotification.Request.class).stream()
                                        .filter(status -> status.connectorId() == connectorId)
                                        .toList()
                                        .getLast()
                                        .status()
                                == wanted);
    }
}
