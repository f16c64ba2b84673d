package io.mainspring.simulator.chargepoint;

import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.codec.OcppViolation;
import io.mainspring.ocpp.frame.Frame;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.Origin;
import io.mainspring.ocpp.v16.action.BootNotification;
import io.mainspring.ocpp.v16.action.Heartbeat;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.action.OcppResponse;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import io.mainspring.ocpp.v16.type.ResetType;
import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.simulator.chargepoint.Timers.Timer;
import io.mainspring.simulator.wire.Closing;
import io.mainspring.simulator.wire.Dialer;
import io.mainspring.simulator.wire.Link;
import io.mainspring.simulator.wire.LinkListener;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A charge point that lives by itself once it has power: dials until it gets through, boots, reports, beats, charges who
 * plugs in, does what the central system asks, and delivers after an outage what it could not deliver before.
 *
 * <p>Methods may be called from any thread; they take effect on the charge point's event loop, and futures complete there.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures reach the observer
public final class SimulatedChargePoint {

    private static final int NORMAL_CLOSURE = 1000;
    private static final Duration ANSWER_LEAVES = Duration.ofMillis(50);
    private static final byte[] NO_DETAILS = {'{', '}'};

    private final Setup setup;
    private final EventLoop loop;
    private final Timers timers;
    private final RandomGenerator random;
    private final ChargePointObserver observer;
    private final Configuration configuration;
    private final SecurityProfiles security;
    private final CallWindow window;
    private final StatusBoard status;
    private final Charging charging;
    private final FirmwareUpdates firmware;
    private final Certificates certificates;
    private final CommandAnswers answers;
    private final LinkListener listener = new Listener();

    private boolean powered;
    private boolean accepted;
    private int failures;
    private @Nullable Link link;
    private @Nullable Duration nextDial;
    private @Nullable Timer heartbeat;
    private @Nullable Timer ping;
    private @Nullable Timer bootRetry;

    public SimulatedChargePoint(
            Setup setup,
            EventLoop loop,
            InstantSource clock,
            RandomGenerator random,
            ChargePointObserver observer) {
        this.setup = setup;
        this.loop = loop;
        this.timers = new LoopTimers(loop);
        this.random = random;
        this.observer = observer;
        var factory = new EnumMap<ConfigurationKey, String>(ConfigurationKey.class);
        factory.putAll(setup.configuration());
        factory.put(
                ConfigurationKey.NUMBER_OF_CONNECTORS, Integer.toString(setup.outlets().size()));
        var memory = new Memory(setup.memory());
        configuration = new Configuration(factory, memory);
        window =
                new CallWindow(
                        setup.identity(),
                        setup.pace().answer(),
                        observer,
                        configuration,
                        timers,
                        random);
        status = new StatusBoard(setup.identity(), setup.outlets().size(), window, clock, observer);
        var local = new LocalAuthorization(configuration);
        charging =
                new Charging(
                        setup,
                        configuration,
                        window,
                        status,
                        local,
                        timers,
                        clock,
                        random,
                        observer);
        firmware =
                new FirmwareUpdates(
                        setup,
                        status,
                        window,
                        timers,
                        loop,
                        clock,
                        observer,
                        memory,
                        this::rebootForFirmware);
        var power = new PowerSwitch();
        certificates =
                new Certificates(
                        setup.serialNumber(),
                        configuration,
                        window::call,
                        clock,
                        power::reconnect,
                        memory);
        security = new SecurityProfiles(setup, configuration, certificates::appliedTo, memory);
        answers =
                new CommandAnswers(
                        setup,
                        configuration,
                        security,
                        charging,
                        local,
                        status,
                        window,
                        firmware,
                        new Uploads(
                                setup.identity(), window, timers, loop, clock, this::description),
                        certificates,
                        power);
    }

    public String identity() {
        return setup.identity();
    }

    public int connectors() {
        return setup.outlets().size();
    }

    /** Where everything of this charge point happens; for timers of whoever directs it. */
    public EventLoop loop() {
        return loop;
    }

    public void powerOn() {
        loop.execute(() -> {
            if (!powered) {
                powered = true;
                dial();
            }
        });
    }

    /** Says good-bye and stays away. Transactions stay open and messages undelivered, as in a power cut. */
    public void powerOff() {
        loop.execute(() -> {
            powered = false;
            accepted = false;
            if (link != null) {
                link.close(NORMAL_CLOSURE, "");
            }
        });
    }

    /** A short power failure: the socket breaks, transactions end, and later it boots again. */
    public void losePower() {
        loop.execute(() -> restart(StopReason.POWER_LOSS));
    }

    /** Cuts the connection, nothing else: the charge point dials again after its back-off. */
    public void loseConnection() {
        loop.execute(() -> {
            if (link != null) {
                link.abort();
            }
        });
    }

    /** A car arrives. Without effect if the connector is occupied or out of use. */
    public void plugIn(int connectorId, Vehicle vehicle) {
        loop.execute(() -> charging.plugIn(connectorId, vehicle));
    }

    public void unplug(int connectorId) {
        loop.execute(() -> charging.unplug(connectorId));
    }

    /** Somebody holds a card to the reader: to start, or to stop what this card has started. */
    public void present(int connectorId, IdToken idTag) {
        loop.execute(() -> charging.present(connectorId, idTag));
    }

    /** From now on these things go wrong, and whatever went wrong before does not any more. */
    public void suffer(Faults faults) {
        loop.execute(() -> answers.suffer(faults));
    }

    /**
     * Says anything, in its turn: one CALL is in flight at a time.
     *
     * @return the answer; exceptionally {@link CallRefused} or {@link io.mainspring.simulator.wire.CallUnanswered}, the
     *     latter at once if there is no connection
     */
    public <R extends OcppResponse> CompletableFuture<R> call(OcppRequest<R> request) {
        if (loop.inEventLoop()) {
            return window.call(request);
        }
        var answer = new CompletableFuture<R>();
        loop.execute(() ->
                window.call(request)
                        .whenComplete((response, failure) -> {
                            if (response != null) {
                                answer.complete(response);
                            } else {
                                answer.completeExceptionally(failure);
                            }
                        }));
        return answer;
    }

    // ---- the connection

    private void dial() {
        if (!powered || link != null) {
            return;
        }
        Dialer.dial(loop, security.handshake(), security.tls(), listener, setup.pace().handshake())
                .whenComplete((opened, failure) -> {
                    if (opened != null) {
                        connected(opened);
                    } else {
                        observer.notConnected(
                                setup.identity(), String.valueOf(failure.getMessage()));
                        certificates.notConnected(failure);
                        security.notConnected();
                        dialLater();
                    }
                });
    }

    private void dialLater() {
        if (!powered) {
            return;
        }
        failures++;
        var planned = nextDial;
        nextDial = null;
        timers.after(
                planned != null ? planned : setup.pace().backoff().delay(failures, random),
                this::dial);
    }

    private void connected(Link opened) {
        if (!powered) {
            opened.abort();
            return;
        }
        link = opened;
        security.connected();
        window.opened(opened);
        observer.connected(setup.identity());
        schedulePing();
        if (accepted) {
            // a reconnect is no reboot: no BootNotification (OCPP-J 1.6 §5.4)
            status.mayReport(true);
            beat();
            status.reportChanges();
            window.admitTransactions(true);
        } else {
            boot();
        }
    }

    private void disconnected(Closing closing) {
        link = null;
        cancelTimers();
        status.mayReport(false);
        window.admitTransactions(false);
        window.closed();
        observer.disconnected(setup.identity(), closing.code() + " " + closing.reason());
        dialLater();
    }

    private void cancelTimers() {
        for (var timer : new Timer[] {heartbeat, ping, bootRetry}) {
            if (timer != null) {
                timer.cancel();
            }
        }
    }

    private void schedulePing() {
        var seconds = configuration.number(ConfigurationKey.WEB_SOCKET_PING_INTERVAL);
        if (seconds > 0) {
            ping =
                    timers.after(
                            Duration.ofSeconds(seconds),
                            () -> {
                                if (link != null) {
                                    link.ping();
                                    schedulePing();
                                }
                            });
        }
    }

    // ---- registration

    private void boot() {
        var over = link;
        window.call(
                        new BootNotification.Request(
                                setup.vendor(),
                                setup.model(),
                                setup.serialNumber(),
                                null,
                                firmware.version(),
                                null,
                                null,
                                null,
                                null))
                .whenComplete((answer, failure) -> {
                    if (link == null || link != over) {
                        return;
                    }
                    if (answer == null) {
                        bootLater(setup.pace().bootRetry());
                    } else {
                        booted(answer);
                    }
                });
    }

    private void booted(BootNotification.Response answer) {
        observer.booted(setup.identity(), answer.status());
        if (answer.status() != RegistrationStatus.ACCEPTED) {
            bootLater(
                    answer.interval() > 0
                            ? Duration.ofSeconds(answer.interval())
                            : setup.pace().bootRetry());
            return;
        }
        accepted = true;
        failures = 0;
        if (answer.interval() > 0) {
            configuration.heartbeatInterval(answer.interval());
        }
        scheduleHeartbeat();
        charging.alignToClock();
        status.mayReport(true);
        status.reportAll()
                .whenComplete((_, _) -> {
                    window.admitTransactions(link != null);
                    if (link != null) {
                        certificates.booted();
                        firmware.booted();
                    }
                });
    }

    private void bootLater(Duration wait) {
        bootRetry = timers.after(wait, this::boot);
    }

    private void scheduleHeartbeat() {
        var seconds = configuration.number(ConfigurationKey.HEARTBEAT_INTERVAL);
        heartbeat = timers.after(Duration.ofSeconds(seconds), this::beat);
    }

    private void beat() {
        window.call(new Heartbeat.Request()).thenRun(() -> failures = 0);
        scheduleHeartbeat();
    }

    // ---- power

    private void restart(StopReason reason) {
        window.admitTransactions(false); // no power left to say it: the stops follow after the boot
        charging.stopAll(reason);
        accepted = false;
        nextDial = setup.pace().reboot();
        configuration.rebooted();
        security.rebooted();
        if (link != null) {
            link.abort();
        }
    }

    private void restartWhenDrained(Duration left) {
        var step = Duration.ofMillis(100);
        if (window.isDrained() || left.isNegative()) {
            accepted = false;
            nextDial = setup.pace().reboot();
            configuration.rebooted();
            security.rebooted();
            if (link != null) {
                link.close(NORMAL_CLOSURE, "reset");
            }
        } else {
            timers.after(step, () -> restartWhenDrained(left.minus(step)));
        }
    }

    private void rebootForFirmware() {
        charging.stopAll(StopReason.REBOOT);
        restartWhenDrained(setup.pace().drain());
    }

    /** What diagnostics tell. */
    private String description() {
        var text = new StringBuilder();
        text.append(setup.vendor()).append(' ').append(setup.model()).append(' ');
        text.append(setup.serialNumber()).append(" firmware ").append(firmware.version());
        for (int connectorId = 0; connectorId <= connectors(); connectorId++) {
            text.append("\nconnector ").append(connectorId).append(' ');
            text.append(status.of(connectorId).wireName());
        }
        return text.append('\n').toString();
    }

    private final class PowerSwitch implements CommandAnswers.Power {

        @Override
        public boolean isAccepted() {
            return accepted;
        }

        @Override
        public void reset(ResetType type) {
            switch (type) {
                case HARD -> timers.after(ANSWER_LEAVES, () -> restart(StopReason.HARD_RESET));
                case SOFT -> {
                    charging.stopAll(StopReason.SOFT_RESET);
                    restartWhenDrained(setup.pace().drain());
                }
            }
        }

        @Override
        public void bootAgain() {
            if (bootRetry != null) {
                bootRetry.cancel();
            }
            boot();
        }

        @Override
        public void reconnect() {
            if (link != null) {
                link.close(NORMAL_CLOSURE, "new credentials");
            }
        }
    }

    // ---- what the central system says

    private final class Listener implements LinkListener {

        @Override
        public void called(Link from, Frame.Call call) {
            var action = Action.named(call.action()).orElse(null);
            if (action == null) {
                refuse(from, call, OcppErrorCode.NOT_IMPLEMENTED, "unknown action");
                return;
            }
            if (!action.comesFrom(Origin.CENTRAL_SYSTEM)) {
                refuse(from, call, OcppErrorCode.NOT_SUPPORTED, "for central systems only");
                return;
            }
            OcppRequest<?> request;
            try {
                request = OcppCodec.strict().decode(action.request(), call.payload()).message();
            } catch (OcppViolation e) {
                refuse(from, call, e.code(), e.path() + " " + e.reason());
                return;
            }
            var answer = answers.to(request);
            observer.commanded(setup.identity(), request, answer.summary());
            switch (answer) {
                case Answer.Result result -> {
                    from.send(
                            new Frame.CallResult(
                                    call.uniqueId(), OcppCodec.strict().encode(result.response())));
                    result.afterwards().run();
                }
                case Answer.Refusal refusal ->
                        refuse(from, call, refusal.code(), refusal.description());
                case Answer.Silence _ -> {}
            }
        }

        private void refuse(Link from, Frame.Call call, OcppErrorCode code, String description) {
            from.send(
                    new Frame.CallError(call.uniqueId(), code.wireName(), description, NO_DETAILS));
        }

        @Override
        public void closed(Link from, Closing closing) {
            if (from == link) {
                disconnected(closing);
            }
        }
    }
}
