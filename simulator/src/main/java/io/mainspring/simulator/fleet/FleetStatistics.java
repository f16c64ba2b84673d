package io.mainspring.simulator.fleet;

import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.simulator.chargepoint.ChargePointObserver;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a fleet does; read it at any time, from any thread. */
public final class FleetStatistics implements ChargePointObserver {

    private final AtomicLong connected = new AtomicLong();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder commands = new LongAdder();
    private final LongAdder started = new LongAdder();
    private final LongAdder stopped = new LongAdder();
    private final LongAdder deliveredWh = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final Latencies latencies = new Latencies();

    @Override
    public void connected(String chargePoint) {
        connected.incrementAndGet();
    }

    @Override
    public void disconnected(String chargePoint, String why) {
        connected.decrementAndGet();
    }

    @Override
    public void notConnected(String chargePoint, String why) {
        failure("connect: " + why);
    }

    @Override
    public void booted(String chargePoint, RegistrationStatus status) {
        if (status == RegistrationStatus.ACCEPTED) {
            accepted.increment();
        } else {
            failure("BootNotification: " + status.wireName());
        }
    }

    @Override
    public void answered(String chargePoint, Action action, long nanos) {
        answered.increment();
        latencies.record(action, nanos);
    }

    @Override
    public void failed(String chargePoint, Action action, String why) {
        failure(action.wireName() + ": " + why);
    }

    @Override
    public void tagRefused(
            String chargePoint, int connectorId, IdToken idTag, AuthorizationStatus verdict) {
        failure("idTag: " + verdict.wireName());
    }

    @Override
    public void transactionStarted(
            String chargePoint, int connectorId, IdToken idTag, int transactionId) {
        started.increment();
    }

    @Override
    public void transactionStopped(
            String chargePoint, int connectorId, StopReason reason, long energyWh) {
        stopped.increment();
        deliveredWh.add(energyWh);
    }

    @Override
    public void dropped(String chargePoint, Action action) {
        lost.increment();
        failure(action.wireName() + ": given up");
    }

    @Override
    public void commanded(String chargePoint, OcppRequest<?> request, String answer) {
        commands.increment();
    }

    private void failure(String what) {
        failed.increment();
        failures.computeIfAbsent(what, _ -> new LongAdder()).increment();
    }

    /** Open links. */
    public long connected() {
        return connected.get();
    }

    /** BootNotifications that were accepted. */
    public long accepted() {
        return accepted.sum();
    }

    /** CALLs that got their CALLRESULT. */
    public long answered() {
        return answered.sum();
    }

    /** Whatever went wrong, each occurrence. */
    public long failed() {
        return failed.sum();
    }

    /** What went wrong, and how often. */
    public Map<String, Long> failures() {
        var counts = new TreeMap<String, Long>();
        failures.forEach((what, count) -> counts.put(what, count.sum()));
        return counts;
    }

    /** Requests of the central system. */
    public long commands() {
        return commands.sum();
    }

    public long transactionsStarted() {
        return started.sum();
    }

    public long transactionsStopped() {
        return stopped.sum();
    }

    public long deliveredWh() {
        return deliveredWh.sum();
    }

    /** Transaction messages that were given up after all attempts. */
    public long lost() {
        return lost.sum();
    }

    public Latencies latencies() {
        return latencies;
    }
}
