package io.mainspring.chargepoint.trigger;

import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets old triggers: a script may ask every charge point every day. */
@Component
class TriggerRetention {

    private final Triggers triggers;
    private final TriggerSettings settings;
    private final Clock clock;

    TriggerRetention(Triggers triggers, TriggerSettings settings, Clock clock) {
        this.triggers = triggers;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void forget() {
        triggers.forgetRequestedBefore(clock.instant().minus(settings.retention()));
    }
}
