package io.mainspring.smartcharging.site;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an order to a charge point ended. */
enum Verdict {
    /** It is in force, and what came before is not. */
    ACCEPTED(Duration.ZERO),
    /** It is not in force. */
    REFUSED(Duration.ofMinutes(5)),
    /** It never got there. */
    NOT_SENT(Duration.ofSeconds(5)),
    /** It may be in force or not. */
    IN_DOUBT(Duration.ofSeconds(5)),
    /** The charge point answered with an error: as in doubt, but not worth repeating soon. */
    FAILED(Duration.ofMinutes(5));

    /** An end is promised for each order; one that never came is in doubt after this time. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Duration pause;

    Verdict(Duration pause) {
        this.pause = pause;
    }

    /** When another order makes sense; null: at once. */
    @Nullable Instant retryAt(Instant now) {
        return this == ACCEPTED ? null : now.plus(pause);
    }
}
