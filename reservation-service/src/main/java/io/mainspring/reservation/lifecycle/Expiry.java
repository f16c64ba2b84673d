package io.mainspring.reservation.lifecycle;

import io.mainspring.reservation.lifecycle.Decision.Effect;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Ends reservations whose time has passed, without a word of the charge point. What a
 * downtime left behind is caught up with. Replicas look at the same time and share what is due; a
 * reservation that cannot be expired keeps no other from it.
 */
@Component
class Expiry {

    private static final Logger log = LoggerFactory.getLogger(Expiry.class);
    private static final int BATCH = 500;

    private final ReservationKeys keys;
    private final Reservations reservations;
    private final Clock clock;
    private final Set<Integer> stuck = new HashSet<>();
    private final AtomicInteger overdue = new AtomicInteger();

    Expiry(ReservationKeys keys, Reservations reservations, Clock clock, MeterRegistry meters) {
        this.keys = keys;
        this.reservations = reservations;
        this.clock = clock;
        meters.gauge("reservation.overdue", overdue);
    }

    @Scheduled(fixedDelayString = "PT1S")
    void expire() {
        var now = clock.instant();
        var failed = new HashSet<Integer>();
        int expired = 0;
        for (var due = keys.due(now, ReservationKeys.Due.FIRST, BATCH);
                !due.isEmpty();
                due = keys.due(now, due.getLast(), BATCH)) {
            for (var next : due) {
                try {
                    if (reservations.expire(next.reservationId(), now) == Effect.CHANGED) {
                        expired++;
                    }
                } catch (DataAccessException | TransactionException e) {
                    throw e; // the database is away: there is another second
                } catch (RuntimeException e) {
                    failed.add(next.reservationId());
                    tell(next.reservationId(), e);
                }
            }
        }
        stuck.retainAll(failed);
        overdue.set(failed.size());
        if (expired > 0) {
            log.info("reservations expired count={}", expired);
        }
    }

    private void tell(int reservationId, RuntimeException failure) {
        if (stuck.add(reservationId)) {
            log.error("reservation cannot be expired reservation={}", reservationId, failure);
        }
    }
}
