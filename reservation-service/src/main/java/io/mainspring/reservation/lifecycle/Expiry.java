package io.mainspring.reservation.lifecycle;

import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Ends reservations whose time has passed, without a word of the charge point. What a
 * downtime left behind is caught up with; two replicas do no harm, the second finds it done.
 */
@Component
class Expiry {

    private static final Logger log = LoggerFactory.getLogger(Expiry.class);
    private static final int BATCH = 500;

    private final ReservationKeys keys;
    private final Reservations reservations;
    private final Clock clock;

    Expiry(ReservationKeys keys, Reservations reservations, Clock clock) {
        this.keys = keys;
        this.reservations = reservations;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void expire() {
        List<Integer> due;
        do {
            var now = clock.instant();
            due = keys.due(now, BATCH);
            for (int reservationId : due) {
                reservations.sendAlone(new ReservationCommand.Expire(reservationId, now));
            }
            if (!due.isEmpty()) {
                log.info("reservations expired count={}", due.size());
            }
        } while (due.size() == BATCH);
    }
}
