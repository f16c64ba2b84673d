package io.mainspring.chargepoint.commands;

import io.mainspring.chargepoint.registration.ChargePointEvent;
import io.mainspring.chargepoint.registration.ChargePoints;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.Calls;
import io.mainspring.kit.eventsourcing.EventFollower;
import io.mainspring.kit.eventsourcing.StoredEvent;
import io.mainspring.ocpp.v16.action.ChangeAvailability;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Repeats the wishes for availability to a charge point that was accepted at boot, because some
 * forget them: only if {@code mainspring.chargepoint.reassert-availability} says so. After a crash
 * a wish may be repeated twice, which changes nothing.
 */
@Component
@ConditionalOnProperty("mainspring.chargepoint.reassert-availability")
class AvailabilityReassertion implements EventFollower {

    /** Switched on later, it must not answer the boots of last year. */
    private static final Duration RECENT = Duration.ofMinutes(1);

    private final ChargePoints chargePoints;
    private final Calls calls;
    private final Clock clock;

    AvailabilityReassertion(ChargePoints chargePoints, Calls calls, Clock clock) {
        this.chargePoints = chargePoints;
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public Set<Class<?>> wants() {
        return Set.of(ChargePointEvent.Booted.class);
    }

    @Override
    public String name() {
        return "availability-reassertion";
    }

    @Override
    public void handle(List<StoredEvent> batch) {
        var earliest = clock.instant().minus(RECENT);
        for (var stored : batch) {
            if (stored.payload() instanceof ChargePointEvent.Booted boot
                    && boot.answered() == RegistrationStatus.ACCEPTED
                    && stored.at().isAfter(earliest)) {
                repeatWishes(boot.chargePointId());
            }
        }
    }

    private void repeatWishes(String chargePointId) {
        chargePoints
                .wishes(chargePointId)
                .forEach((connectorId, wish) ->
                        calls.send(
                                chargePointId,
                                new ChangeAvailability.Request(connectorId, wish.availability()),
                                CallOptions.by("reassert-availability")));
    }
}
