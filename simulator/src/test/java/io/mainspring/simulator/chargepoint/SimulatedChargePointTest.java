package io.mainspring.simulator.chargepoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.frame.Frame;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.BootNotification;
import io.mainspring.ocpp.v16.action.ChangeAvailability;
import io.mainspring.ocpp.v16.action.ChangeConfiguration;
import io.mainspring.ocpp.v16.action.ClearCache;
import io.mainspring.ocpp.v16.action.GetConfiguration;
import io.mainspring.ocpp.v16.action.MeterValues;
import io.mainspring.ocpp.v16.action.RemoteStartTransaction;
import io.mainspring.ocpp.v16.action.RemoteStopTransaction;
import io.mainspring.ocpp.v16.action.Reset;
import io.mainspring.ocpp.v16.action.SetChargingProfile;
import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.ocpp.v16.action.StatusNotification;
import io.mainspring.ocpp.v16.action.StopTransaction;
import io.mainspring.ocpp.v16.action.TriggerMessage;
import io.mainspring.ocpp.v16.action.UnlockConnector;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.Availability;
import io.mainspring.ocpp.v16.type.AvailabilityStatus;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfileKind;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.ocpp.v16.type.ChargingSchedule;
import io.mainspring.ocpp.v16.type.ChargingSchedulePeriod;
import io.mainspring.ocpp.v16.type.ConfigurationStatus;
import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.MessageTrigger;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import io.mainspring.ocpp.v16.type.RemoteStartStopStatus;
import io.mainspring.ocpp.v16.type.ResetType;
import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.ocpp.v16.type.TriggerMessageStatus;
import io.mainspring.ocpp.v16.type.UnlockStatus;
import io.mainspring.simulator.centralsystem.Heard;
import io.mainspring.simulator.centralsystem.TinyCentralSystem;
import io.mainspring.simulator.wire.EventLoops;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The charge point as the central system sees it, over real sockets. */
class SimulatedChargePointTest {

    private static final IdToken CARD = new IdToken("DEADBEEF");
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
    void itBootsFirstAndThenReportsItselfAndEachConnector() {
        boot();

        assertThat(centralSystem.heard().getFirst().action()).isEqualTo(Action.BOOT_NOTIFICATION);
        assertThat(statuses(0)).containsExactly(ChargePointStatus.AVAILABLE);
        assertThat(statuses(1)).containsExactly(ChargePointStatus.AVAILABLE);
        assertThat(statuses(2)).containsExactly(ChargePointStatus.AVAILABLE);
    }

    @Test
    void itsHeartbeatFollowsTheIntervalOfTheBootAnswer() {
        centralSystem.heartbeatInterval(1);
        boot();

        eventually(Action.HEARTBEAT, 2);
    }

    @Test
    void untilItIsAcceptedItSaysNothingButBootNotification() {
        centralSystem.registration(RegistrationStatus.PENDING);
        centralSystem.heartbeatInterval(1);
        chargePoint.powerOn();
        chargePoint.plugIn(1, CAR);
        eventually(Action.BOOT_NOTIFICATION, 2);
        assertThat(centralSystem.heard())
                .extracting(Heard::action)
                .containsOnly(Action.BOOT_NOTIFICATION);

        centralSystem.registration(RegistrationStatus.ACCEPTED);

        eventually(Action.STATUS_NOTIFICATION, 3);
    }

    @Test
    void aPendingChargePointAnswersCommandsButStartsNothing() {
        centralSystem.registration(RegistrationStatus.PENDING);
        chargePoint.powerOn();
        eventually(Action.BOOT_NOTIFICATION, 1);

        var start =
                centralSystem.askFor(
                        RemoteStartTransaction.Response.class,
                        new RemoteStartTransaction.Request(1, CARD, null));
        var configuration =
                centralSystem.askFor(
                        GetConfiguration.Response.class,
                        new GetConfiguration.Request(List.of("NumberOfConnectors")));

        assertThat(start.status()).isEqualTo(RemoteStartStopStatus.REJECTED);
        assertThat(configuration.unknownKey()).isEmpty();
    }

    @Test
    void aVisitIsAuthorizeStartMeterValuesStop() {
        chargePoint = chargePoint(Map.of(ConfigurationKey.METER_VALUE_SAMPLE_INTERVAL, "1"));
        boot();
        charge(1);
        eventually(Action.METER_VALUES, 1);
        chargePoint.present(1, CARD);
        eventually(Action.STOP_TRANSACTION, 1);
        chargePoint.unplug(1);
        await().until(() -> statuses(1).getLast() == ChargePointStatus.AVAILABLE);

        assertThat(statuses(1))
                .containsExactly(
                        ChargePointStatus.AVAILABLE,
                        ChargePointStatus.PREPARING,
                        ChargePointStatus.CHARGING,
                        ChargePointStatus.FINISHING,
                        ChargePointStatus.AVAILABLE);
        var start = centralSystem.heard(StartTransaction.Request.class).getFirst();
        var sample = centralSystem.heard(MeterValues.Request.class).getFirst();
        var stop = centralSystem.heard(StopTransaction.Request.class).getFirst();
        assertThat(sample.transactionId()).isEqualTo(101);
        assertThat(stop.transactionId()).isEqualTo(101);
        assertThat(stop.reason()).isEqualTo(StopReason.LOCAL);
        assertThat(stop.idTag()).isEqualTo(CARD);
        assertThat(stop.meterStop()).isGreaterThanOrEqualTo(start.meterStart());
        assertThat(stop.transactionData()).hasSize(2);
    }

    @Test
    void pullingThePlugStopsWithEvDisconnected() {
        boot();
        charge(1);

        chargePoint.unplug(1);

        assertThat(stopReason()).isEqualTo(StopReason.EV_DISCONNECTED);
    }

    @Test
    void aTransactionOfARefusedTagIsStoppedAsDeAuthorized() {
        centralSystem.answer(
                Action.START_TRANSACTION,
                _ -> new StartTransaction.Response(IdTagInfo.of(AuthorizationStatus.INVALID), 55));
        boot();
        charge(1);

        assertThat(stopReason()).isEqualTo(StopReason.DE_AUTHORIZED);
        assertThat(centralSystem.heard(StopTransaction.Request.class).getFirst().transactionId())
                .isEqualTo(55);
    }

    // ---- charging profiles

    @Test
    void whatHasFlowedBeforeALimitHasFlowedWithoutIt() {
        var now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
        chargePoint =
                new SimulatedChargePoint(
                        Setup.of(centralSystem.endpoint(), "CP-7")
                                .withModel("Test", List.of(Outlet.ac(3, 32), Outlet.ac(3, 32)))
                                .withConfiguration(
                                        Map.of(ConfigurationKey.METER_VALUE_SAMPLE_INTERVAL, "0"))
                                .withPace(QUICK),
                        loops.next(),
                        now::get,
                        new SplittableRandom(7),
                        ChargePointObserver.NONE);
        boot();
        charge(1);
        now.updateAndGet(begin -> begin.plus(Duration.ofHours(1)));

        centralSystem.ask(new SetChargingProfile.Request(0, nothingMoreMayFlow()));
        chargePoint.unplug(1);

        eventually(Action.STOP_TRANSACTION, 1);
        var start = centralSystem.heard(StartTransaction.Request.class).getFirst();
        var stop = centralSystem.heard(StopTransaction.Request.class).getFirst();
        assertThat(stop.meterStop() - start.meterStart()).isBetween(10_000, 11_040);
    }

    private static ChargingProfile nothingMoreMayFlow() {
        return new ChargingProfile(
                1,
                null,
                0,
                ChargingProfilePurpose.TX_DEFAULT_PROFILE,
                ChargingProfileKind.RELATIVE,
                null,
                null,
                null,
                new ChargingSchedule(
                        null,
                        null,
                        ChargingRateUnit.A,
                        List.of(new ChargingSchedulePeriod(0, BigDecimal.ZERO, null)),
                        null));
    }

    // ---- triggers

    @Test
    void thereIsNoMeterForTheChargePointAsAWhole() {
        boot();

        assertThat(
                        centralSystem
                                .askFor(
                                        TriggerMessage.Response.class,
                                        new TriggerMessage.Request(MessageTrigger.METER_VALUES, 0))
                                .status())
                .isEqualTo(TriggerMessageStatus.REJECTED);
    }

    // ---- delivery

    @Test
    void anUnansweredStartIsSentAgainWithTheSameIdAndContent() {
        retryEverySecond();
        boot();
        centralSystem.ignore(Action.START_TRANSACTION);
        chargePoint.plugIn(1, CAR);
        chargePoint.present(1, CARD);
        eventually(Action.START_TRANSACTION, 1);
        centralSystem.answerAgain(Action.START_TRANSACTION);

        eventually(Action.START_TRANSACTION, 2);
        var attempts = centralSystem.heard(Action.START_TRANSACTION);

        assertThat(attempts.get(1).request()).isEqualTo(attempts.get(0).request());
        assertThat(attempts.get(1).uniqueId()).isEqualTo(attempts.get(0).uniqueId());
    }

    @Test
    void aStartThatIsRefusedTooOftenIsDroppedAndItsStopCarriesMinusOne() {
        retryEverySecond();
        boot();
        centralSystem.refuse(Action.START_TRANSACTION, OcppErrorCode.INTERNAL_ERROR);
        chargePoint.plugIn(1, CAR);
        chargePoint.present(1, CARD);
        eventually(Action.START_TRANSACTION, 2);

        chargePoint.present(1, CARD);
        eventually(Action.STOP_TRANSACTION, 1);

        assertThat(centralSystem.heard(Action.START_TRANSACTION)).hasSize(2);
        assertThat(centralSystem.heard(StopTransaction.Request.class).getFirst().transactionId())
                .isEqualTo(-1);
    }

    @Test
    void whatHappenedOfflineIsDeliveredInOrderAfterTheReconnectWithoutANewBoot() {
        chargePoint = chargePoint(Map.of(ConfigurationKey.ALLOW_OFFLINE_TX_FOR_UNKNOWN_ID, "true"));
        boot();
        centralSystem.demandKey(new byte[] {1}); // nobody gets in
        centralSystem.cut();
        await().until(() -> centralSystem.refusals() > 0);
        chargePoint.plugIn(2, CAR);
        chargePoint.present(2, CARD);
        var meanwhile = centralSystem.refusals();
        await().until(() -> centralSystem.refusals() > meanwhile);
        chargePoint.present(2, CARD);
        chargePoint.unplug(2);
        var before = centralSystem.heard().size();

        centralSystem.demandNoKey();
        eventually(Action.STOP_TRANSACTION, 1);

        var after = centralSystem.heard().subList(before, centralSystem.heard().size());
        assertThat(after)
                .extracting(Heard::action)
                .doesNotContain(Action.BOOT_NOTIFICATION)
                .containsSubsequence(Action.START_TRANSACTION, Action.STOP_TRANSACTION);
        assertThat(centralSystem.heard(StopTransaction.Request.class).getFirst().transactionId())
                .isEqualTo(101);
    }

    @Test
    void itDialsAgainWhenTheConnectionBreaks() {
        boot();

        centralSystem.cut();
        await().until(() -> centralSystem.connections() == 2);
        centralSystem.cut();
        await().until(() -> centralSystem.connections() == 3);

        assertThat(centralSystem.heard(Action.BOOT_NOTIFICATION)).hasSize(1);
    }

    // ---- commands

    @ParameterizedTest
    @EnumSource(ResetType.class)
    void aResetStopsTransactionsWithItsReasonAndBootsAgain(ResetType type) {
        boot();
        charge(1);

        centralSystem.ask(new Reset.Request(type));
        eventually(Action.BOOT_NOTIFICATION, 2);

        assertThat(stopReason())
                .isEqualTo(
                        switch (type) {
                            case HARD -> StopReason.HARD_RESET;
                            case SOFT -> StopReason.SOFT_RESET;
                        });
        var boot = centralSystem.heard(Action.BOOT_NOTIFICATION).getLast();
        var stop = centralSystem.heard(Action.STOP_TRANSACTION).getFirst();
        assertThat(boot.connection()).isEqualTo(2);
        // a soft reset says its good-byes before, a hard one has no time for that
        assertThat(stop.connection()).isEqualTo(type == ResetType.SOFT ? 1 : 2);
    }

    @Test
    void aNewKeyIsUsedForANewConnectionAtOnce() {
        var key = HexFormat.of().parseHex("00010203040506073a3affffffffffffffffffff");
        boot();

        centralSystem.demandKey(key);
        var changed =
                centralSystem.askFor(
                        ChangeConfiguration.Response.class,
                        new ChangeConfiguration.Request(
                                "AuthorizationKey", HexFormat.of().formatHex(key)));

        assertThat(changed.status()).isEqualTo(ConfigurationStatus.ACCEPTED);
        await().until(() -> centralSystem.connections() == 2);
        assertThat(centralSystem.refusals()).isZero();
        assertThat(centralSystem.heard(Action.BOOT_NOTIFICATION)).hasSize(1);
    }

    @Test
    void aRemoteStartAuthorizesWaitsForTheCableAndStarts() {
        boot();

        var answer =
                centralSystem.askFor(
                        RemoteStartTransaction.Response.class,
                        new RemoteStartTransaction.Request(null, CARD, null));
        eventually(Action.START_TRANSACTION, 1);

        assertThat(answer.status()).isEqualTo(RemoteStartStopStatus.ACCEPTED);
        assertThat(centralSystem.heard(Action.AUTHORIZE)).hasSize(1);
        assertThat(statuses(1)).contains(ChargePointStatus.PREPARING);
    }

    @Test
    void aRemoteStartWithoutACableIsGivenUpAfterConnectionTimeOut() {
        chargePoint =
                new SimulatedChargePoint(
                        Setup.of(centralSystem.endpoint(), "CP-7")
                                .withConfiguration(
                                        Map.of(ConfigurationKey.CONNECTION_TIME_OUT, "1"))
                                .withPace(Pace.ordinary()),
                        loops.next(),
                        InstantSource.system(),
                        new SplittableRandom(7),
                        ChargePointObserver.NONE);
        chargePoint.powerOn();
        eventually(Action.STATUS_NOTIFICATION, 2);

        centralSystem.ask(new RemoteStartTransaction.Request(1, CARD, null));
        await().until(() -> statuses(1).size() == 3);

        assertThat(statuses(1))
                .containsExactly(
                        ChargePointStatus.AVAILABLE,
                        ChargePointStatus.PREPARING,
                        ChargePointStatus.AVAILABLE);
        assertThat(centralSystem.heard(Action.START_TRANSACTION)).isEmpty();
    }

    @Test
    void aRemoteStopStopsThatTransactionAndNoOther() {
        boot();
        charge(1);

        var unknown =
                centralSystem.askFor(
                        RemoteStopTransaction.Response.class,
                        new RemoteStopTransaction.Request(4711));
        assertThat(unknown.status()).isEqualTo(RemoteStartStopStatus.REJECTED);
        assertThat(centralSystem.heard(Action.STOP_TRANSACTION)).isEmpty();

        centralSystem.ask(new RemoteStopTransaction.Request(101));
        assertThat(stopReason()).isEqualTo(StopReason.REMOTE);
        await().until(() -> statuses(1).getLast() == ChargePointStatus.AVAILABLE);
    }

    @Test
    void unlockingStopsAndReleasesAndAnUnknownConnectorIsNotSupported() {
        boot();
        charge(1);

        assertThat(unlock(1)).isEqualTo(UnlockStatus.UNLOCKED);
        assertThat(unlock(9)).isEqualTo(UnlockStatus.NOT_SUPPORTED);
        assertThat(stopReason()).isEqualTo(StopReason.UNLOCK_COMMAND);
        await().until(() -> statuses(1).getLast() == ChargePointStatus.AVAILABLE);
    }

    @Test
    void anInoperativeConnectorFinishesItsTransactionFirst() {
        boot();
        charge(1);

        assertThat(changeAvailability(1)).isEqualTo(AvailabilityStatus.SCHEDULED);
        assertThat(changeAvailability(2)).isEqualTo(AvailabilityStatus.ACCEPTED);
        assertThat(changeAvailability(3)).isEqualTo(AvailabilityStatus.REJECTED);
        await().until(() -> statuses(2).getLast() == ChargePointStatus.UNAVAILABLE);
        assertThat(centralSystem.heard(Action.STOP_TRANSACTION)).isEmpty();

        chargePoint.unplug(1);
        await().until(() -> statuses(1).getLast() == ChargePointStatus.UNAVAILABLE);
    }

    @Test
    void aTriggeredMessageFollowsTheAnswer() {
        boot();
        var before = statuses(2).size();

        var status =
                centralSystem.askFor(
                        TriggerMessage.Response.class,
                        new TriggerMessage.Request(MessageTrigger.STATUS_NOTIFICATION, 2));
        await().until(() -> statuses(2).size() == before + 1);
        centralSystem.ask(new TriggerMessage.Request(MessageTrigger.METER_VALUES, 1));
        eventually(Action.METER_VALUES, 1);
        var boot =
                centralSystem.askFor(
                        TriggerMessage.Response.class,
                        new TriggerMessage.Request(MessageTrigger.BOOT_NOTIFICATION, null));

        assertThat(status.status()).isEqualTo(TriggerMessageStatus.ACCEPTED);
        assertThat(boot.status()).isEqualTo(TriggerMessageStatus.REJECTED);
    }

    @Test
    void whatItCannotDoIsRefusedTheWayTheProtocolWantsIt() {
        boot();

        assertThat(refusal("GetLog", "{}")).isEqualTo("OccurenceConstraintViolation");
        assertThat(refusal("StatusNotification", "{}")).isEqualTo("NotSupported");
        assertThat(refusal("MakeCoffee", "{}")).isEqualTo("NotImplemented");
        assertThat(refusal("UnlockConnector", "{\"connectorId\":\"1\"}"))
                .isEqualTo("TypeConstraintViolation");
        assertThat(centralSystem.ask(new ClearCache.Request()))
                .isInstanceOf(Frame.CallResult.class);
    }

    private String refusal(String action, String payload) {
        return ((Frame.CallError) centralSystem.ask(action, payload.getBytes(UTF_8))).code();
    }

    private UnlockStatus unlock(int connectorId) {
        return centralSystem
                .askFor(UnlockConnector.Response.class, new UnlockConnector.Request(connectorId))
                .status();
    }

    private AvailabilityStatus changeAvailability(int connectorId) {
        return centralSystem
                .askFor(
                        ChangeAvailability.Response.class,
                        new ChangeAvailability.Request(connectorId, Availability.INOPERATIVE))
                .status();
    }

    private void retryEverySecond() {
        chargePoint =
                chargePoint(
                        Map.of(
                                ConfigurationKey.TRANSACTION_MESSAGE_ATTEMPTS, "2",
                                ConfigurationKey.TRANSACTION_MESSAGE_RETRY_INTERVAL, "1"));
    }

    private void boot() {
        chargePoint.powerOn();
        eventually(Action.STATUS_NOTIFICATION, 3);
        assertThat(centralSystem.heard(BootNotification.Request.class)).hasSize(1);
    }

    private void charge(int connectorId) {
        chargePoint.plugIn(connectorId, CAR);
        chargePoint.present(connectorId, CARD);
        await().until(() -> statuses(connectorId).contains(ChargePointStatus.CHARGING));
    }

    private StopReason stopReason() {
        eventually(Action.STOP_TRANSACTION, 1);
        return requireNonNull(
                centralSystem.heard(StopTransaction.Request.class).getFirst().reason());
    }

    private void eventually(Action action, int times) {
        await(action.wireName()).until(() -> centralSystem.heard(action).size() >= times);
    }

    private List<ChargePointStatus> statuses(int connectorId) {
        return centralSystem.heard(StatusNotification.Request.class).stream()
                .filter(status -> status.connectorId() == connectorId)
                .map(StatusNotification.Request::status)
                .toList();
    }
}
