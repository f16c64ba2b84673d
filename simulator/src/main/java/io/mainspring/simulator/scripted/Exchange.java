package io.mainspring.simulator.scripted;

import io.mainspring.ocpp.v16.Action;
import java.time.Duration;

/**
 * A frame of the central system in its context.
 *
 * @param action what it asks, or what it answers
 * @param kind what sort of payload it carries
 * @param text the frame as it came
 * @param took for answers: since the CALL was written; zero else
 */
public record Exchange(Action action, Kind kind, String text, Duration took) {

    /** What a frame's payload is. */
    public enum Kind {
        REQUEST,
        RESPONSE,
        ERROR
    }
}
