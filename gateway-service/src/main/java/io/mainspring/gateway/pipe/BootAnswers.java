package io.mainspring.gateway.pipe;

import io.mainspring.contracts.Admission;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers to BootNotification that have passed through this gateway and that no admission has
 * confirmed yet. A charge point that was just accepted and comes back on a new socket within the
 * blink of an eye is accepted there too.
 */
final class BootAnswers {

    /** An admission that has not come by then was never meant to confirm the answer. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private static final int WORTH_SWEEPING = 10_000;

    private final PipeClock clock;
    private final ConcurrentHashMap<String, Answer> unconfirmed = new ConcurrentHashMap<>();

    private record Answer(RegistrationStatus status, long givenNanos) {}

    BootAnswers(PipeClock clock) {
        this.clock = clock;
    }

    void given(String chargePointId, RegistrationStatus status) {
        if (unconfirmed.size() >= WORTH_SWEEPING) {
            unconfirmed.values().removeIf(answer -> !isFresh(answer));
        }
        unconfirmed.put(key(chargePointId), new Answer(status, clock.nanos()));
    }

    /** The admissions have caught up with the answer, unless this one is older. */
    void admitted(Admission admission) {
        unconfirmed.computeIfPresent(
                key(admission.chargePointId()),
                (_, answer) -> answer.status() == admission.registration() ? null : answer);
    }

    @Nullable RegistrationStatus of(String chargePointId) {
        var answer = unconfirmed.get(key(chargePointId));
        return answer != null && isFresh(answer) ? answer.status() : null;
    }

    private boolean isFresh(Answer answer) {
        return clock.nanos() - answer.givenNanos() < FRESH.toNanos();
    }

    private static String key(String chargePointId) {
        return chargePointId.toLowerCase(Locale.ROOT);
    }
}
