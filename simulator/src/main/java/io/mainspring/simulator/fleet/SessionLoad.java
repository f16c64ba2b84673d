package io.mainspring.simulator.fleet;

import io.mainspring.ocpp.v16.action.Authorize;
import io.mainspring.ocpp.v16.action.MeterValues;
import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.ocpp.v16.action.StopTransaction;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.Location;
import io.mainspring.ocpp.v16.type.Measurand;
import io.mainspring.ocpp.v16.type.MeterValue;
import io.mainspring.ocpp.v16.type.Phase;
import io.mainspring.ocpp.v16.type.ReadingContext;
import io.mainspring.ocpp.v16.type.SampledValue;
import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.ocpp.v16.type.UnitOfMeasure;
import io.mainspring.simulator.chargepoint.SimulatedChargePoint;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Sessions as fast as the central system answers: each charge point authorizes, starts, sends its meter values, stops and
 * begins again, always with one CALL in flight (a closed loop). The latencies are in the fleet's statistics.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures are counted
public final class SessionLoad {

    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final Shape shape;
    private final List<IdToken> idTags;
    private final SessionListener listener;
    private final AtomicInteger active = new AtomicInteger();
    private final LongAdder completed = new LongAdder();
    private final LongAdder meterValues = new LongAdder();
    private final LongAdder broken = new LongAdder();
    private volatile boolean running;

    /**
     * What a session consists of.
     *
     * @param meterValues messages between start and stop
     * @param samples sampled values in each of them
     * @param think between an answer and the next CALL; zero for as fast as possible
     */
    public record Shape(int meterValues, int samples, Duration think) {

        public static final Shape TEN_METER_VALUES = new Shape(10, 5, Duration.ZERO);

        public Shape withThink(Duration newThink) {
            return new Shape(meterValues, samples, newThink);
        }
    }

    /** @param idTags each charge point uses one of them, in turn */
    public SessionLoad(Shape shape, List<IdToken> idTags) {
        this(shape, idTags, SessionListener.NONE);
    }

    /**
     * @param idTags each charge point uses one of them, in turn
     * @param listener hears every acknowledgement
     */
    public SessionLoad(Shape shape, List<IdToken> idTags, SessionListener listener) {
        this.shape = shape;
        this.idTags = List.copyOf(idTags);
        this.listener = listener;
    }

    /** Starts the loop on each of these charge points; they have been accepted before. */
    public void start(List<SimulatedChargePoint> chargePoints) {
        start(chargePoints, Duration.ZERO);
    }

    /** As {@link #start(List)}, evenly spread over this time: with pauses, nobody keeps step with another. */
    public void start(List<SimulatedChargePoint> chargePoints, Duration spread) {
        running = true;
        active.addAndGet(chargePoints.size());
        for (var index = 0; index < chargePoints.size(); index++) {
            var place = new Place(chargePoints.get(index), idTags.get(index % idTags.size()));
            place.later(spread.multipliedBy(index).dividedBy(chargePoints.size()), place::begin);
        }
    }

    /** Lets the sessions that have begun come to their end, but begins none. */
    public void stop() {
        running = false;
    }

    /** Whether, after {@link #stop()}, all sessions have come to their end. */
    public boolean isEnded() {
        return active.get() == 0;
    }

    /** Sessions from Authorize to the answered StopTransaction. */
    public long completed() {
        return completed.sum();
    }

    /** MeterValues that were answered. */
    public long meterValues() {
        return meterValues.sum();
    }

    /** Sessions given up because something was not answered as it should be. */
    public long broken() {
        return broken.sum();
    }

    private final class Place {
        private final SimulatedChargePoint chargePoint;
        private final IdToken idTag;
        private int registerWh;
        private int transactionId;
        private int sent;

        Place(SimulatedChargePoint chargePoint, IdToken idTag) {
            this.chargePoint = chargePoint;
            this.idTag = idTag;
        }

        void begin() {
            if (!running) {
                active.decrementAndGet();
                return;
            }
            then(
                    chargePoint.call(new Authorize.Request(idTag)),
                    answer -> {
                        if (answer.idTagInfo().status() == AuthorizationStatus.ACCEPTED) {
                            start();
                        } else {
                            giveUp();
                        }
                    });
        }

        private void start() {
            sent = 0;
            then(
                    chargePoint.call(
                            new StartTransaction.Request(1, idTag, registerWh, null, now())),
                    answer -> {
                        transactionId = answer.transactionId();
                        listener.started(chargePoint.identity(), transactionId, registerWh);
                        measure();
                    });
        }

        private void measure() {
            if (sent == shape.meterValues()) {
                end();
                return;
            }
            sent++;
            registerWh += 180;
            then(
                    chargePoint.call(
                            new MeterValues.Request(
                                    1,
                                    transactionId,
                                    List.of(
                                            new MeterValue(
                                                    now(), samples(registerWh, shape.samples()))))),
                    _ -> {
                        meterValues.increment();
                        listener.measured(chargePoint.identity(), transactionId, registerWh);
                        measure();
                    });
        }

        private void end() {
            then(
                    chargePoint.call(
                            new StopTransaction.Request(
                                    idTag,
                                    registerWh,
                                    now(),
                                    transactionId,
                                    StopReason.LOCAL,
                                    null)),
                    _ -> {
                        completed.increment();
                        listener.stopped(chargePoint.identity(), transactionId, registerWh);
                        begin();
                    });
        }

        private <T> void then(CompletableFuture<T> answer, Next<T> next) {
            answer.whenComplete((response, _) -> {
                if (response == null) {
                    giveUp();
                } else if (shape.think().isZero()) {
                    next.accept(response);
                } else {
                    later(shape.think(), () -> next.accept(response));
                }
            });
        }

        private void giveUp() {
            broken.increment();
            later(AFTER_A_FAILURE, this::begin);
        }

        private void later(Duration delay, Runnable task) {
            var _ = chargePoint.loop().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    @FunctionalInterface
    private interface Next<T> {
        void accept(T response);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The energy register, then power, then current and voltage of one phase after the other. */
    private static List<SampledValue> samples(int registerWh, int count) {
        var all =
                List.of(
                        sample(
                                Integer.toString(registerWh),
                                Measurand.ENERGY_ACTIVE_IMPORT_REGISTER,
                                null,
                                UnitOfMeasure.WH),
                        sample("11040.0", Measurand.POWER_ACTIVE_IMPORT, null, UnitOfMeasure.W),
                        sample("16.0", Measurand.CURRENT_IMPORT, Phase.L1, UnitOfMeasure.A),
                        sample("16.0", Measurand.CURRENT_IMPORT, Phase.L2, UnitOfMeasure.A),
                        sample("16.0", Measurand.CURRENT_IMPORT, Phase.L3, UnitOfMeasure.A),
                        sample("230.1", Measurand.VOLTAGE, Phase.L1, UnitOfMeasure.V),
                        sample("229.6", Measurand.VOLTAGE, Phase.L2, UnitOfMeasure.V),
                        sample("230.4", Measurand.VOLTAGE, Phase.L3, UnitOfMeasure.V));
        return all.subList(0, Math.clamp(count, 1, all.size()));
    }

    private static SampledValue sample(
            String value, Measurand measurand, @Nullable Phase phase, UnitOfMeasure unit) {
        return new SampledValue(
                value,
                ReadingContext.SAMPLE_PERIODIC,
                null,
                measurand,
                phase,
                Location.OUTLET,
                unit);
    }
}
