package io.mainspring.scenarios.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.v16.action.Authorize;
import io.mainspring.ocpp.v16.action.DataTransfer;
import io.mainspring.ocpp.v16.action.MeterValues;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.action.OcppResponse;
import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.ocpp.v16.action.StatusNotification;
import io.mainspring.ocpp.v16.action.StopTransaction;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.ChargePointErrorCode;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.Measurand;
import io.mainspring.ocpp.v16.type.MeterValue;
import io.mainspring.ocpp.v16.type.SampledValue;
import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.ocpp.v16.type.UnitOfMeasure;
import io.mainspring.simulator.chargepoint.Backoff;
import io.mainspring.simulator.chargepoint.Pace;
import io.mainspring.simulator.chargepoint.Setup;
import io.mainspring.simulator.chargepoint.SimulatedChargePoint;
import io.mainspring.simulator.fleet.Fleet;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Charge points that charge without a pause, whatever happens to the platform, and keep books of what it has
 * acknowledged. What is not answered is said again, word by word. One of them only reports and so never waits for a
 * decision; another asks chargepoint-service for decisions; the rest runs sessions.
 */
public final class ChargingLoad implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int METER_VALUES = 4;
    private static final int WH = 100;

    private static final Pace QUICK =
            new Pace(
                    Duration.ofMillis(300),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(15),
                    new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1)),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1));

    private final Fleet fleet;
    private final List<IdToken> idTags;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<Integer, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> rounds = new ConcurrentHashMap<>();
    private final List<String> repeatedEvents = new CopyOnWriteArrayList<>();
    private final List<String> broken = new CopyOnWriteArrayList<>();
    private volatile boolean running = true;

    /** What was acknowledged of a transaction; written by its charge point's thread. */
    private static final class Session {
        private final String chargePoint;
        private final int meterStart;
        private final List<Integer> registers = new CopyOnWriteArrayList<>();
        private volatile @Nullable Integer meterStop;

        Session(String chargePoint, int meterStart) {
            this.chargePoint = chargePoint;
            this.meterStart = meterStart;
        }
    }

    /** @param idTags one for each charge point that runs sessions */
    public ChargingLoad(URI gateway, List<String> identities, List<IdToken> idTags) {
        var setups =
                identities.stream()
                        .map(identity -> Setup.of(gateway, identity).withPace(QUICK))
                        .toList();
        this.fleet = new Fleet(setups, 1, 5);
        this.idTags = List.copyOf(idTags);
    }

    /** Returns when all have booted and begun. */
    public void start() throws InterruptedException {
        var chargePoints = fleet.chargePoints();
        fleet.powerOn(0);
        // each boots, then reports itself and its connector
        assertThat(fleet.await(seen -> seen.answered() >= 3L * chargePoints.size(), PATIENCE))
                .as("%s", fleet.statistics().failures())
                .isTrue();
        begin(() -> reports(chargePoints.get(0)));
        begin(() -> asks(chargePoints.get(1)));
        for (var index = 2; index < chargePoints.size(); index++) {
            var chargePoint = chargePoints.get(index);
            var idTag = idTags.get(index - 2);
            begin(() -> charges(chargePoint, idTag));
        }
    }

    private void begin(Runnable life) {
        threads.add(
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                life.run();
                            } catch (RuntimeException | Error e) {
                                broken.add(e.toString());
                            }
                        }));
    }

    /** Waits until events have been acknowledged: nobody but the gateway is needed for that. */
    public void awaitReports(int count) {
        awaitRounds(fleet.chargePoints().subList(0, 1), count);
    }

    /** Waits until each charge point has come round so often once more. */
    public void awaitRounds(int count) {
        awaitRounds(fleet.chargePoints(), count);
    }

    private void awaitRounds(List<SimulatedChargePoint> chargePoints, int count) {
        for (var chargePoint : chargePoints) {
            var round = rounds(chargePoint);
            var goal = round.get() + count;
            await(chargePoint.identity())
                    .atMost(PATIENCE)
                    .until(() -> round.get() >= goal || !broken.isEmpty());
        }
        assertThat(broken).isEmpty();
    }

    /** Lets the sessions that have begun come to their end. */
    public void finish() throws InterruptedException {
        running = false;
        for (var thread : threads) {
            assertThat(thread.join(PATIENCE)).as("came to its end").isTrue();
        }
        assertThat(broken).isEmpty();
    }

    /** Events that were not acknowledged at once. */
    public List<String> repeatedEvents() {
        return repeatedEvents;
    }

    /** Transactions that were acknowledged. */
    public int transactions() {
        return sessions.size();
    }

    /** After {@link #finish}: each acknowledged transaction is stored exactly once with all its values, and no other is. */
    public void isStored(Database database) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    for (var chargePoint : fleet.chargePoints()) {
                        isStored(database, chargePoint.identity());
                    }
                });
    }

    private void isStored(Database database, String chargePoint) {
        var stored =
                database.rows(
                        "transaction",
                        """
                        select transaction_id, state, meter_start, meter_stop,
                               (select count(*) from domain_event where aggregate_id = t.transaction_id::text
                                    and event_type = 'transaction.started') as starts,
                               (select count(*) from domain_event where aggregate_id = t.transaction_id::text
                                    and event_type = 'transaction.stopped') as stops,
                               (select array_agg(value::int order by sampled_at, value::int) from meter_value m
                                    where m.transaction_id = t.transaction_id
                                    and measurand = 'Energy.Active.Import.Register'
                                    and reported_in = 'MeterValues')::text as registers
                        from transaction t where charge_point_id = ?
                        """,
                        chargePoint);
        assertThat(stored)
                .extracting(row -> row.get("transaction_id"))
                .containsExactlyInAnyOrderElementsOf(
                        sessions.entrySet().stream()
                                .filter(s -> s.getValue().chargePoint.equals(chargePoint))
                                .map(s -> (Object) s.getKey())
                                .toList());
        for (var row : stored) {
            var session = Objects.requireNonNull(sessions.get(row.get("transaction_id")));
            assertThat(row)
                    .as("%s", row)
                    .containsEntry("state", "Stopped")
                    .containsEntry("starts", 1L)
                    .containsEntry("stops", 1L)
                    .containsEntry("meter_start", session.meterStart)
                    .containsEntry("meter_stop", session.meterStop);
            var registers = List.of(registers(row).split("[{},]+"));
            var acknowledged = session.registers.stream().map(String::valueOf).toList();
            if (repeatedEvents.isEmpty()) {
                assertThat(registers.stream().filter(value -> !value.isEmpty()))
                        .as("%s", row)
                        .containsExactlyElementsOf(acknowledged);
            } else {
                assertThat(registers).as("%s", row).containsAll(acknowledged);
            }
        }
    }

    private static String registers(Map<String, @Nullable Object> row) {
        return Objects.toString(row.get("registers"), "");
    }

    // ---- three ways of life

    private void reports(SimulatedChargePoint chargePoint) {
        while (running) {
            status(chargePoint, ChargePointStatus.UNAVAILABLE);
            measured(chargePoint, null, 0);
            status(chargePoint, ChargePointStatus.AVAILABLE);
            rounds(chargePoint).incrementAndGet();
        }
    }

    private void asks(SimulatedChargePoint chargePoint) {
        while (running) {
            answered(chargePoint, new DataTransfer.Request("nobody.knows", null, null));
            status(chargePoint, ChargePointStatus.AVAILABLE);
            rounds(chargePoint).incrementAndGet();
        }
    }

    private void charges(SimulatedChargePoint chargePoint, IdToken idTag) {
        var register = 0;
        while (running) {
            var verdict = answered(chargePoint, new Authorize.Request(idTag)).idTagInfo().status();
            assertThat(verdict).isEqualTo(AuthorizationStatus.ACCEPTED);
            var now = TestChargePoint.now();
            var start =
                    answered(
                            chargePoint,
                            new StartTransaction.Request(1, idTag, register, null, now));
            assertThat(start.idTagInfo().status()).isEqualTo(AuthorizationStatus.ACCEPTED);
            var session = new Session(chargePoint.identity(), register);
            assertThat(sessions.putIfAbsent(start.transactionId(), session))
                    .as("id given twice")
                    .isNull();
            status(chargePoint, ChargePointStatus.CHARGING);
            for (var value = 0; value < METER_VALUES; value++) {
                register += WH;
                measured(chargePoint, start.transactionId(), register);
                session.registers.add(register);
            }
            answered(
                    chargePoint,
                    new StopTransaction.Request(
                            idTag,
                            register,
                            TestChargePoint.now(),
                            start.transactionId(),
                            StopReason.LOCAL,
                            null));
            session.meterStop = register;
            status(chargePoint, ChargePointStatus.AVAILABLE);
            rounds(chargePoint).incrementAndGet();
        }
    }

    private void status(SimulatedChargePoint chargePoint, ChargePointStatus status) {
        acknowledged(
                chargePoint,
                new StatusNotification.Request(
                        1,
                        ChargePointErrorCode.NO_ERROR,
                        null,
                        status,
                        TestChargePoint.now(),
                        null,
                        null));
    }

    private void measured(
            SimulatedChargePoint chargePoint, @Nullable Integer transactionId, int register) {
        var sample =
                new SampledValue(
                        Integer.toString(register),
                        null,
                        null,
                        Measurand.ENERGY_ACTIVE_IMPORT_REGISTER,
                        null,
                        null,
                        UnitOfMeasure.WH);
        acknowledged(
                chargePoint,
                new MeterValues.Request(
                        1,
                        transactionId,
                        List.of(new MeterValue(TestChargePoint.now(), List.of(sample)))));
    }

    /** What the gateway acknowledges alone. */
    private void acknowledged(SimulatedChargePoint chargePoint, OcppRequest<?> event) {
        while (true) {
            try {
                chargePoint.call(event).join();
                return;
            } catch (CompletionException e) {
                repeatedEvents.add(event + ": " + e.getCause());
                pause();
            }
        }
    }

    /** What needs somebody's decision: said until it is answered. */
    private static <R extends OcppResponse> R answered(
            SimulatedChargePoint chargePoint, OcppRequest<R> request) {
        while (true) {
            try {
                return chargePoint.call(request).join();
            } catch (CompletionException e) {
                pause();
            }
        }
    }

    private static void pause() {
        CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS))
                .join();
    }

    private AtomicInteger rounds(SimulatedChargePoint chargePoint) {
        return rounds.computeIfAbsent(chargePoint.identity(), _ -> new AtomicInteger());
    }

    @Override
    public void close() {
        running = false;
        threads.forEach(Thread::interrupt);
        fleet.close();
    }
}
