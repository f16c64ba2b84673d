package io.mainspring.simulator.chargepoint;

import io.mainspring.ocpp.v16.action.StatusNotification;
import io.mainspring.ocpp.v16.type.ChargePointErrorCode;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * The status of the charge point (0) and its connectors, and which of them the central system does not know yet. A change
 * while offline is reported after the reconnect, as it is by then.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures are remembered as not reported
final class StatusBoard {

    private final String identity;
    private final CallWindow window;
    private final InstantSource clock;
    private final ChargePointObserver observer;
    private final ChargePointStatus[] current;
    private final ChargePointErrorCode[] faults;
    private final Instant[] since;
    private final boolean[] reported;
    private boolean mayReport;

    StatusBoard(
            String identity,
            int connectors,
            CallWindow window,
            InstantSource clock,
            ChargePointObserver observer) {
        this.identity = identity;
        this.window = window;
        this.clock = clock;
        this.observer = observer;
        current = new ChargePointStatus[connectors + 1];
        faults = new ChargePointErrorCode[connectors + 1];
        since = new Instant[connectors + 1];
        reported = new boolean[connectors + 1];
        Arrays.fill(current, ChargePointStatus.AVAILABLE);
        Arrays.fill(faults, ChargePointErrorCode.NO_ERROR);
        Arrays.fill(since, now());
    }

    ChargePointStatus of(int connectorId) {
        return hasFault(connectorId) ? ChargePointStatus.FAULTED : current[connectorId];
    }

    /** By a fault of its own, or of the charge point as a whole. */
    boolean isFaulted(int connectorId) {
        return hasFault(connectorId) || hasFault(0);
    }

    private boolean hasFault(int connectorId) {
        return faults[connectorId] != ChargePointErrorCode.NO_ERROR;
    }

    /** With NoError, what was Faulted is again what it was, or has become since. */
    void fault(int connectorId, ChargePointErrorCode code) {
        if (faults[connectorId] != code) {
            faults[connectorId] = code;
            changed(connectorId);
        }
    }

    void change(int connectorId, ChargePointStatus status) {
        if (current[connectorId] == status) {
            return;
        }
        current[connectorId] = status;
        if (!hasFault(connectorId)) {
            changed(connectorId);
        }
    }

    private void changed(int connectorId) {
        since[connectorId] = now();
        reported[connectorId] = false;
        observer.statusChanged(identity, connectorId, of(connectorId));
        if (mayReport) {
            report(connectorId);
        }
    }

    /** Connected and accepted, or not (any more). */
    void mayReport(boolean may) {
        mayReport = may;
    }

    /** After a boot: all of them, 0 first. Completes when all were answered or failed. */
    CompletableFuture<Void> reportAll() {
        Arrays.fill(reported, false);
        return reportChanges();
    }

    CompletableFuture<Void> reportChanges() {
        return CompletableFuture.allOf(
                IntStream.range(0, current.length)
                        .filter(connectorId -> !reported[connectorId])
                        .mapToObj(this::report)
                        .toArray(CompletableFuture<?>[]::new));
    }

    CompletableFuture<?> report(int connectorId) {
        reported[connectorId] = true;
        return window.call(
                        new StatusNotification.Request(
                                connectorId,
                                faults[connectorId],
                                null,
                                of(connectorId),
                                since[connectorId],
                                null,
                                null))
                .exceptionally(_ -> {
                    reported[connectorId] = false;
                    return new StatusNotification.Response();
                });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
