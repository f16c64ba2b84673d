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
        since = new Instant[connectors + 1];
        reported = new boolean[connectors + 1];
        Arrays.fill(current, ChargePointStatus.AVAILABLE);
        Arrays.fill(since, now());
    }

    ChargePointStatus of(int connectorId) {
        return current[connectorId];
    }

    void change(int connectorId, ChargePointStatus status) {
        if (current[connectorId] == status) {
            return;
        }
        current[connectorId] = status;
        since[connectorId] = now();
        reported[connectorId] = false;
        observer.statusChanged(identity, connectorId, status);
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
                                ChargePointErrorCode.NO_ERROR,
                                null,
                                current[connectorId],
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
