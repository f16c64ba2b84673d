package io.mainspring.simulator.chargepoint;

import static io.mainspring.simulator.chargepoint.ConfigurationKey.AUTHORIZE_REMOTE_TX_REQUESTS;
import static io.mainspring.simulator.chargepoint.ConfigurationKey.CLOCK_ALIGNED_DATA_INTERVAL;
import static io.mainspring.simulator.chargepoint.ConfigurationKey.CONNECTION_TIME_OUT;
import static io.mainspring.simulator.chargepoint.ConfigurationKey.METER_VALUES_ALIGNED_DATA;
import static io.mainspring.simulator.chargepoint.ConfigurationKey.METER_VALUES_SAMPLED_DATA;
import static io.mainspring.simulator.chargepoint.ConfigurationKey.METER_VALUE_SAMPLE_INTERVAL;
import static io.mainspring.simulator.chargepoint.ConfigurationKey.STOP_TRANSACTION_ON_EV_SIDE_DISCONNECT;
import static io.mainspring.simulator.chargepoint.ConfigurationKey.STOP_TRANSACTION_ON_INVALID_ID;
import static io.mainspring.simulator.chargepoint.ConfigurationKey.STOP_TXN_SAMPLED_DATA;

import io.mainspring.ocpp.v16.action.Authorize;
import io.mainspring.ocpp.v16.action.ClearChargingProfile;
import io.mainspring.ocpp.v16.action.GetCompositeSchedule;
import io.mainspring.ocpp.v16.action.MeterValues;
import io.mainspring.ocpp.v16.action.SetChargingProfile;
import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.ocpp.v16.action.StopTransaction;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.Availability;
import io.mainspring.ocpp.v16.type.ChargePointErrorCode;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.MeterValue;
import io.mainspring.ocpp.v16.type.ReadingContext;
import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.simulator.chargepoint.Connector.Running;
import io.mainspring.simulator.chargepoint.EnergyMeter.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What happens at the connectors, and what the central system is told of it. */
@SuppressWarnings("FutureReturnValueIgnored") // failures reach the observer
final class Charging {

    private static final double LARGEST_FIRST_REGISTER_WH = 5_000_000;

    private final Setup setup;
    private final Configuration configuration;
    private final CallWindow window;
    private final StatusBoard status;
    private final LocalAuthorization local;
    private final Timers timers;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ChargePointObserver observer;
    private final List<Connector> connectors;
    private final Reservations reservations;
    private final ChargingLimits limits;
    private Faults faults = Faults.NONE;
    private Timers.@Nullable Timer nextLook;
    private Timers.@Nullable Timer nextAligned;

    Charging(
            Setup setup,
            Configuration configuration,
            CallWindow window,
            StatusBoard status,
            LocalAuthorization local,
            Timers timers,
            InstantSource clock,
            RandomGenerator random,
            ChargePointObserver observer) {
        this.setup = setup;
        this.configuration = configuration;
        this.window = window;
        this.status = status;
        this.local = local;
        this.timers = timers;
        this.clock = clock;
        this.random = random;
        this.observer = observer;
        this.connectors =
                IntStream.rangeClosed(1, setup.outlets().size())
                        .mapToObj(id ->
                                new Connector(
                                        id,
                                        setup.outlets().get(id - 1),
                                        random.nextDouble() * LARGEST_FIRST_REGISTER_WH))
                        .toList();
        this.reservations =
                new Reservations(configuration, status, timers, clock, new Connectors());
        limits = new ChargingLimits(configuration, connectors);
        connectors.forEach(connector -> connector.limits = limits);
    }

    Reservations reservations() {
        return reservations;
    }

    // ---- people

    /** @return false if there is a car already, or the connector is out of use */
    boolean plugIn(int connectorId, Vehicle vehicle) {
        var connector = find(connectorId).orElse(null);
        if (connector == null || connector.vehicle != null || !isUsable(connector)) {
            return false;
        }
        connector.vehicle = vehicle;
        if (connector.authorized != null) {
            start(connector, connector.authorized, connector.authorizedGroup, vehicle);
        } else {
            status.change(connectorId, ChargePointStatus.PREPARING);
        }
        return true;
    }

    void unplug(int connectorId) {
        find(connectorId).filter(connector -> connector.vehicle != null).ifPresent(this::unplug);
    }

    private void unplug(Connector connector) {
        if (connector.transaction != null) {
            if (!configuration.isSet(STOP_TRANSACTION_ON_EV_SIDE_DISCONNECT)) {
                connector.meter.disconnect(now());
                status.change(connector.id, ChargePointStatus.SUSPENDED_EV);
                connector.vehicle = null;
                return;
            }
            stop(connector, connector.transaction, StopReason.EV_DISCONNECTED, null);
        }
        connector.vehicle = null;
        idle(connector);
        if (connector.lockFailed) {
            connector.lockFailed = false;
            status.fault(connector.id, faults.of(connector.id));
        }
    }

    /** Holds a card to the reader: starts, or stops what this card has started. */
    void present(int connectorId, IdToken idTag) {
        var connector = find(connectorId).orElse(null);
        if (connector == null) {
            return;
        }
        var running = connector.transaction;
        if (running == null) {
            if (isUsable(connector)) {
                authorize(connector, idTag);
            }
        } else if (running.idTag.equals(idTag)) {
            stop(connector, running, StopReason.LOCAL, idTag);
        }
    }

    // ---- the central system's wishes; what follows an answer is run by whoever sends it

    Optional<Runnable> remoteStart(
            @Nullable Integer connectorId, IdToken idTag, @Nullable ChargingProfile profile) {
        return connectors.stream()
                .filter(connector -> connectorId == null || connector.id == connectorId)
                .filter(this::isFree)
                .filter(connector ->
                        configuration.isSet(
                                        AUTHORIZE_REMOTE_TX_REQUESTS) // the group is learnt then
                                || reservations.admits(connector.id, idTag, null))
                .findFirst()
                .map(connector ->
                        () -> {
                            connector.wishedProfile = profile;
                            remotelyStarted(connector, idTag);
                        });
    }

    private void remotelyStarted(Connector connector, IdToken idTag) {
        if (configuration.isSet(AUTHORIZE_REMOTE_TX_REQUESTS)) {
            authorize(connector, idTag);
        } else {
            authorized(connector, idTag, null);
        }
        if (connector.vehicle == null) {
            timers.after(setup.pace().plugIn(), () -> plugIn(connector.id, Vehicle.some(random)));
        }
    }

    Optional<Runnable> remoteStop(int transactionId) {
        return connectors.stream()
                .filter(connector ->
                        connector.transaction != null && connector.transaction.id == transactionId)
                .findFirst()
                .map(connector -> () -> endedFromAfar(connector, StopReason.REMOTE));
    }

    private void endedFromAfar(Connector connector, StopReason reason) {
        if (connector.transaction != null) {
            stop(connector, connector.transaction, reason, null);
        }
        timers.after(setup.pace().plugOut(), () -> unplug(connector.id));
    }

    /** Releases the cable; a transaction is stopped first. Empty: there is no such connector. */
    Optional<Runnable> unlock(int connectorId) {
        return find(connectorId)
                .map(connector ->
                        () -> {
                            if (connector.transaction != null) {
                                stop(
                                        connector,
                                        connector.transaction,
                                        StopReason.UNLOCK_COMMAND,
                                        null);
                            }
                            unplug(connectorId);
                        });
    }

    boolean isCharging(int connectorId) {
        return connectors.stream()
                .anyMatch(connector ->
                        (connectorId == 0 || connector.id == connectorId)
                                && connector.transaction != null);
    }

    boolean hasConnector(int connectorId) {
        return find(connectorId).isPresent();
    }

    /** Connector 0 means all of them; a running transaction is left to end by itself. */
    void changeAvailability(int connectorId, Availability wish) {
        var operative = wish == Availability.OPERATIVE;
        if (connectorId == 0) {
            status.change(
                    0, operative ? ChargePointStatus.AVAILABLE : ChargePointStatus.UNAVAILABLE);
        }
        if (!operative) {
            reservations.outOfUse(connectorId);
        }
        for (var connector : connectors) {
            if (connectorId == 0 || connector.id == connectorId) {
                connector.operative = operative;
                if (connector.transaction == null && connector.vehicle == null) {
                    idle(connector);
                }
            }
        }
    }

    /** Samples of one connector, or of all, outside their rhythm. */
    void sampleNow(@Nullable Integer connectorId, ReadingContext context) {
        for (var connector : connectors) {
            if (connectorId == null || connector.id == connectorId) {
                sample(connector, context, METER_VALUES_SAMPLED_DATA);
            }
        }
    }

    // ---- faults

    /** What goes wrong from now on; whatever went wrong before is repaired. */
    void suffer(Faults wished) {
        faults = wished;
        for (int connectorId = 0; connectorId <= connectors.size(); connectorId++) {
            var code = faults.of(connectorId);
            status.fault(connectorId, code);
            if (code != ChargePointErrorCode.NO_ERROR) {
                faulted(connectorId);
            }
        }
    }

    /** Nothing goes on at a connector that is broken; 0 is all of them. */
    private void faulted(int connectorId) {
        reservations.outOfUse(connectorId);
        for (var connector : connectors) {
            if (connectorId == 0 || connector.id == connectorId) {
                if (connector.transaction != null) {
                    stop(connector, connector.transaction, StopReason.OTHER, null);
                }
                connector.authorized = null;
                connector.wishedProfile = null;
                if (connector.vehicle == null) {
                    idle(connector);
                }
            }
        }
    }

    private void lockFailed(Connector connector) {
        connector.authorized = null;
        connector.wishedProfile = null;
        connector.lockFailed = true;
        status.fault(connector.id, ChargePointErrorCode.CONNECTOR_LOCK_FAILURE);
        reservations.outOfUse(connector.id);
        timers.after(setup.pace().plugOut(), () -> unplug(connector.id)); // and drives on
    }

    private boolean isUsable(Connector connector) {
        return connector.operative && !status.isFaulted(connector.id);
    }

    private boolean isFree(Connector connector) {
        return isUsable(connector) && connector.transaction == null && connector.authorized == null;
    }

    // ---- power

    void stopAll(StopReason reason) {
        for (var connector : connectors) {
            if (connector.transaction != null) {
                endedFromAfar(connector, reason);
            }
        }
    }

    /** Takes up the samples at the full quarter hour, or whatever ClockAlignedDataInterval says. */
    void alignToClock() {
        if (nextAligned != null) {
            nextAligned.cancel();
            nextAligned = null;
        }
        var interval = configuration.number(CLOCK_ALIGNED_DATA_INTERVAL) * 1000L;
        if (interval > 0) {
            var wait = interval - clock.millis() % interval;
            nextAligned =
                    timers.after(
                            Duration.ofMillis(wait),
                            () -> {
                                for (var connector : connectors) {
                                    sample(
                                            connector,
                                            ReadingContext.SAMPLE_CLOCK,
                                            METER_VALUES_ALIGNED_DATA);
                                }
                                alignToClock();
                            });
        }
    }

    // ---- authorization

    private void authorize(Connector connector, IdToken idTag) {
        if (!reservations.isForAnother(connector.id, idTag) && local.acceptsUnasked(idTag, now())) {
            authorized(connector, idTag, null);
            return;
        }
        window.call(new Authorize.Request(idTag))
                .whenComplete((answer, unavailable) -> {
                    if (answer == null) {
                        authorizeOffline(connector, idTag);
                        return;
                    }
                    local.remember(idTag, answer.idTagInfo());
                    var verdict = answer.idTagInfo().status();
                    if (verdict == AuthorizationStatus.ACCEPTED) {
                        authorized(connector, idTag, answer.idTagInfo().parentIdTag());
                    } else {
                        observer.tagRefused(setup.identity(), connector.id, idTag, verdict);
                    }
                });
    }

    private void authorizeOffline(Connector connector, IdToken idTag) {
        if (local.acceptsOffline(idTag, now())) {
            authorized(connector, idTag, null);
        }
    }

    private void authorized(Connector connector, IdToken idTag, @Nullable IdToken group) {
        if (!isFree(connector)) {
            return; // somebody else was quicker
        }
        if (!reservations.admits(connector.id, idTag, group)) {
            observer.tagRefused(setup.identity(), connector.id, idTag, AuthorizationStatus.BLOCKED);
            return;
        }
        if (connector.vehicle != null) {
            start(connector, idTag, group, connector.vehicle);
            return;
        }
        connector.authorized = idTag;
        connector.authorizedGroup = group;
        status.change(connector.id, ChargePointStatus.PREPARING);
        connector.givingUp =
                timers.after(
                        Duration.ofSeconds(configuration.number(CONNECTION_TIME_OUT)),
                        () -> {
                            connector.authorized = null;
                            connector.wishedProfile = null;
                            idle(connector);
                        });
    }

    // ---- transactions

    private void start(
            Connector connector, IdToken idTag, @Nullable IdToken group, Vehicle vehicle) {
        connector.stopGivingUp();
        if (faults.locksFail()) {
            lockFailed(connector);
            return;
        }
        connector.authorized = null;
        readMeters();
        var now = now();
        connector.meter.connect(vehicle, now);
        var running = new Running(idTag, connector.meter.read(now));
        connector.transaction = running;
        var reservationId = reservations.use(connector.id, idTag, group);
        if (connector.wishedProfile != null) {
            limits.startedWith(connector.id, connector.wishedProfile);
            connector.wishedProfile = null;
        }
        var request =
                new StartTransaction.Request(
                        connector.id,
                        idTag,
                        Math.toIntExact(running.start.energyWh()),
                        reservationId,
                        now);
        window.deliver(
                () -> request,
                answer -> started(connector, running, (StartTransaction.Response) answer),
                () -> {},
                false);
        status.change(connector.id, ChargePointStatus.CHARGING);
        scheduleSample(connector, running);
        followLimits();
    }

    // ---- charging profiles

    /** {@link #followLimits} is to be called afterwards. */
    SetChargingProfile.Response set(SetChargingProfile.Request request) {
        readMeters();
        return limits.set(request);
    }

    /** {@link #followLimits} is to be called afterwards. */
    ClearChargingProfile.Response clear(ClearChargingProfile.Request request) {
        readMeters();
        return limits.clear(request);
    }

    /** Before more or less may flow: what has flowed until now did so under the limits of until now. */
    private void readMeters() {
        var now = now();
        connectors.forEach(connector -> connector.meter.read(now));
    }

    GetCompositeSchedule.Response compositeSchedule(GetCompositeSchedule.Request request) {
        return limits.composite(request, now());
    }

    /** Suspends what may draw nothing, and goes on when it may: each second, as long as there are limits. */
    void followLimits() {
        if (nextLook != null) {
            nextLook.cancel();
            nextLook = null;
        }
        boolean isCharging = false;
        for (var connector : connectors) {
            var running = connector.transaction;
            if (running != null && connector.vehicle != null) {
                isCharging = true;
                connector.meter.read(now());
                hold(connector, running, limits.watts(connector, 1, now()) <= 0);
            }
        }
        if (isCharging && !limits.isEmpty()) {
            nextLook = timers.after(Duration.ofSeconds(1), this::followLimits);
        }
    }

    private void hold(Connector connector, Running running, boolean isHeld) {
        if (isHeld != running.isHeld) {
            running.isHeld = isHeld;
            status.change(
                    connector.id,
                    isHeld ? ChargePointStatus.SUSPENDED_EVSE : ChargePointStatus.CHARGING);
        }
    }

    private void started(Connector connector, Running running, StartTransaction.Response answer) {
        running.id = answer.transactionId();
        local.remember(running.idTag, answer.idTagInfo());
        observer.transactionStarted(setup.identity(), connector.id, running.idTag, running.id);
        var verdict = answer.idTagInfo().status();
        if (verdict == AuthorizationStatus.ACCEPTED) {
            return;
        }
        observer.tagRefused(setup.identity(), connector.id, running.idTag, verdict);
        if (connector.transaction != running) {
            return; // over long ago: it was offline
        }
        if (configuration.isSet(STOP_TRANSACTION_ON_INVALID_ID)) {
            stop(connector, running, StopReason.DE_AUTHORIZED, null);
        } else {
            connector.meter.disconnect(now());
            status.change(connector.id, ChargePointStatus.SUSPENDED_EVSE);
        }
    }

    private void scheduleSample(Connector connector, Running running) {
        var seconds = configuration.number(METER_VALUE_SAMPLE_INTERVAL);
        if (seconds > 0) {
            running.nextSample =
                    timers.after(
                            Duration.ofSeconds(seconds),
                            () -> {
                                sample(
                                        connector,
                                        ReadingContext.SAMPLE_PERIODIC,
                                        METER_VALUES_SAMPLED_DATA);
                                scheduleSample(connector, running);
                            });
        }
    }

    private void sample(
            Connector connector, ReadingContext context, ConfigurationKey measurandsKey) {
        var reading = connector.meter.read(now());
        var values = values(connector, reading, context, measurandsKey);
        if (values.sampledValue().isEmpty()) {
            return;
        }
        var running = connector.transaction;
        if (running == null) {
            window.call(new MeterValues.Request(connector.id, null, List.of(values)));
            return;
        }
        window.deliver(
                () -> new MeterValues.Request(connector.id, running.id, List.of(values)),
                _ -> {},
                () -> {},
                true);
        observer.sampled(setup.identity(), connector.id, reading.powerW(), reading.energyWh());
        if (reading.soc() >= 1) {
            status.change(connector.id, ChargePointStatus.SUSPENDED_EV);
        }
    }

    private void stop(
            Connector connector, Running running, StopReason reason, @Nullable IdToken idTag) {
        running.stopSampling();
        readMeters();
        var end = connector.meter.read(now());
        connector.meter.disconnect(end.at());
        connector.transaction = null;
        limits.transactionEnded(connector.id);
        var begun =
                values(
                        connector,
                        running.start,
                        ReadingContext.TRANSACTION_BEGIN,
                        STOP_TXN_SAMPLED_DATA);
        var ended = values(connector, end, ReadingContext.TRANSACTION_END, STOP_TXN_SAMPLED_DATA);
        var data = begun.sampledValue().isEmpty() ? null : List.of(begun, ended);
        window.deliver(
                () ->
                        new StopTransaction.Request(
                                idTag,
                                Math.toIntExact(end.energyWh()),
                                end.at(),
                                running.id,
                                reason,
                                data),
                answer -> {
                    if (idTag != null) {
                        local.remember(idTag, ((StopTransaction.Response) answer).idTagInfo());
                    }
                },
                () -> {},
                false);
        observer.transactionStopped(
                setup.identity(), connector.id, reason, end.energyWh() - running.start.energyWh());
        status.change(connector.id, ChargePointStatus.FINISHING);
    }

    private MeterValue values(
            Connector connector,
            Reading reading,
            ReadingContext context,
            ConfigurationKey measurandsKey) {
        var outlet = connector.outlet;
        int phases = reading.acPhases() == 0 ? Math.max(1, outlet.phases()) : reading.acPhases();
        return Samples.of(
                reading,
                outlet,
                limits.watts(connector, outlet.isDirectCurrent() ? 3 : phases, reading.at()),
                configuration.measurands(measurandsKey),
                context);
    }

    private void idle(Connector connector) {
        connector.stopGivingUp();
        if (!connector.operative) {
            status.change(connector.id, ChargePointStatus.UNAVAILABLE);
        } else {
            status.change(
                    connector.id,
                    reservations.isReserved(connector.id)
                            ? ChargePointStatus.RESERVED
                            : ChargePointStatus.AVAILABLE);
        }
    }

    private Optional<Connector> find(int connectorId) {
        return connectorId < 1 || connectorId > connectors.size()
                ? Optional.empty()
                : Optional.of(connectors.get(connectorId - 1));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private final class Connectors implements Reservations.Occupancy {

        @Override
        public int connectors() {
            return connectors.size();
        }

        @Override
        public boolean isOperative(int connectorId) {
            return find(connectorId).filter(connector -> connector.operative).isPresent();
        }

        @Override
        public boolean isFaulted(int connectorId) {
            return status.isFaulted(connectorId);
        }

        @Override
        public boolean isTaken(int connectorId) {
            return find(connectorId)
                    .filter(connector ->
                            connector.vehicle != null
                                    || connector.transaction != null
                                    || connector.authorized != null)
                    .isPresent();
        }
    }
}
