package io.mainspring.kit.calls;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a command is asked for; a controller method gets it as an argument.
 *
 * @param requestedBy the caller, as authenticated
 * @param idempotencyKey of the header {@code Idempotency-Key}: the same key and body give the same
 *     command, sent once
 * @param whenOnline of the query {@code ?whenOnline=PT1H}: how long it may wait for an absent
 *     charge point; null to be {@code Offline} at once
 * @param respondAsync of the header {@code Prefer: respond-async}: answer 202 without waiting
 */
public record CallOptions(
        String requestedBy,
        @Nullable String idempotencyKey,
        @Nullable Duration whenOnline,
        boolean respondAsync) {

    /** A call that the platform makes by itself. */
    public static CallOptions by(String automatism) {
        return new CallOptions(automatism, null, null, true);
    }
}
