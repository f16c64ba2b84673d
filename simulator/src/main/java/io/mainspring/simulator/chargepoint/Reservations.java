package io.mainspring.simulator.chargepoint;

import io.mainspring.ocpp.v16.action.CancelReservation;
import io.mainspring.ocpp.v16.action.ReserveNow;
import io.mainspring.ocpp.v16.type.CancelReservationStatus;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.ReservationStatus;
import io.mainspring.simulator.chargepoint.Timers.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whom connectors are held for: until he starts, the reservation expires, is cancelled, or its connector goes out of use.
 * A reservation of connector 0 keeps one connector free, whichever. OCPP 1.6 §5.13.
 */
final class Reservations {

    private static final int ANY = 0;
    private static final int NOBODY = -1;

    private final Configuration configuration;
    private final StatusBoard status;
    private final Timers timers;
    private final InstantSource clock;
    private final Occupancy occupancy;
    private final Map<Integer, Held> held = new LinkedHashMap<>();

    Reservations(
            Configuration configuration,
            StatusBoard status,
            Timers timers,
            InstantSource clock,
            Occupancy occupancy) {
        this.configuration = configuration;
        this.status = status;
        this.timers = timers;
        this.clock = clock;
        this.occupancy = occupancy;
    }

    /** What is to be known of the connectors. */
    interface Occupancy {
        int connectors();

        boolean isOperative(int connectorId);

        boolean isFaulted(int connectorId);

        /** Whether somebody is at it: a car, a transaction, or a driver who may begin one. */
        boolean isTaken(int connectorId);
    }

    private record Held(
            int id, int connectorId, IdToken idTag, @Nullable IdToken parent, Timer expiry) {

        boolean isFor(IdToken who, @Nullable IdToken hisParent) {
            return idTag.equals(who) || (parent != null && parent.equals(hisParent));
        }
    }

    Answer reserve(ReserveNow.Request request) {
        var result = verdict(request);
        return Answer.of(
                new ReserveNow.Response(result),
                result,
                result == ReservationStatus.ACCEPTED ? () -> hold(request) : () -> {});
    }

    private ReservationStatus verdict(ReserveNow.Request request) {
        int connectorId = request.connectorId();
        boolean isZero = connectorId == ANY;
        if (connectorId < 0
                || connectorId > occupancy.connectors()
                || !request.expiryDate().isAfter(clock.instant())
                || (isZero
                        && !configuration.isSet(
                                ConfigurationKey.RESERVE_CONNECTOR_ZERO_SUPPORTED))) {
            return ReservationStatus.REJECTED;
        }
        var wanted = isZero ? all().boxed().toList() : List.of(connectorId);
        if (wanted.stream().noneMatch(occupancy::isOperative)) {
            return ReservationStatus.UNAVAILABLE;
        }
        if (wanted.stream().allMatch(occupancy::isFaulted)) {
            return ReservationStatus.FAULTED;
        }
        int id = request.reservationId();
        boolean isFree = (isZero || isFree(connectorId, id)) && free(id) > zeros(id);
        return isFree ? ReservationStatus.ACCEPTED : ReservationStatus.OCCUPIED;
    }

    /** The same id replaces, wherever it was. */
    private void hold(ReserveNow.Request request) {
        drop(request.reservationId());
        var wait = Duration.between(clock.instant(), request.expiryDate());
        var expiry = timers.after(wait, () -> drop(request.reservationId()));
        held.put(
                request.reservationId(),
                new Held(
                        request.reservationId(),
                        request.connectorId(),
                        request.idTag(),
                        request.parentIdTag(),
                        expiry));
        if (request.connectorId() != ANY) {
            status.change(request.connectorId(), ChargePointStatus.RESERVED);
        }
    }

    Answer cancel(CancelReservation.Request request) {
        var result =
                held.containsKey(request.reservationId())
                        ? CancelReservationStatus.ACCEPTED
                        : CancelReservationStatus.REJECTED;
        return Answer.of(
                new CancelReservation.Response(result),
                result,
                () -> drop(request.reservationId()));
    }

    /** Whether the central system must be asked for a driver's group before he may charge here. */
    boolean isForAnother(int connectorId, IdToken idTag) {
        return held.values().stream()
                .anyMatch(h ->
                        (h.connectorId == connectorId || h.connectorId == ANY)
                                && !h.idTag.equals(idTag));
    }

    /** Whether a driver may charge at a connector, as far as reservations are concerned. */
    boolean admits(int connectorId, IdToken idTag, @Nullable IdToken parent) {
        if (of(connectorId, idTag, parent) != null) {
            return true;
        }
        long others = all().filter(c -> c != connectorId && isFree(c, NOBODY)).count();
        return !isReserved(connectorId) && others >= zeros(NOBODY);
    }

    /**
     * A driver begins to charge.
     *
     * @return the id of the reservation that he uses; null if he has none
     */
    @Nullable Integer use(int connectorId, IdToken idTag, @Nullable IdToken parent) {
        var reservation = of(connectorId, idTag, parent);
        if (reservation == null) {
            return null;
        }
        reservation.expiry.cancel();
        held.remove(reservation.id);
        return reservation.id;
    }

    /** A connector, or with 0 the charge point, went out of use. */
    void outOfUse(int connectorId) {
        held.values()
                .removeIf(h -> {
                    boolean isConcerned = connectorId == ANY || h.connectorId == connectorId;
                    if (isConcerned) {
                        h.expiry.cancel();
                    }
                    return isConcerned;
                });
    }

    boolean isReserved(int connectorId) {
        return held.values().stream().anyMatch(h -> h.connectorId == connectorId);
    }

    private void drop(int id) {
        var reservation = held.remove(id);
        if (reservation == null) {
            return;
        }
        reservation.expiry.cancel();
        if (reservation.connectorId != ANY
                && status.of(reservation.connectorId) == ChargePointStatus.RESERVED) {
            status.change(reservation.connectorId, ChargePointStatus.AVAILABLE);
        }
    }

    /** The reservation of this connector comes before one of any. */
    private @Nullable Held of(int connectorId, IdToken idTag, @Nullable IdToken parent) {
        @Nullable Held any = null;
        for (var reservation : held.values()) {
            if (reservation.isFor(idTag, parent)) {
                if (reservation.connectorId == connectorId) {
                    return reservation;
                }
                if (reservation.connectorId == ANY && !isReserved(connectorId)) {
                    any = reservation;
                }
            }
        }
        return any;
    }

    private IntStream all() {
        return IntStream.rangeClosed(1, occupancy.connectors());
    }

    private boolean isFree(int connectorId, int exceptFor) {
        return occupancy.isOperative(connectorId)
                && !occupancy.isFaulted(connectorId)
                && !occupancy.isTaken(connectorId)
                && held.values().stream()
                        .noneMatch(h -> h.connectorId == connectorId && h.id != exceptFor);
    }

    private long free(int exceptFor) {
        return all().filter(connectorId -> isFree(connectorId, exceptFor)).count();
    }

    private long zeros(int exceptFor) {
        return held.values().stream()
                .filter(h -> h.connectorId == ANY && h.id != exceptFor)
                .count();
    }
}
