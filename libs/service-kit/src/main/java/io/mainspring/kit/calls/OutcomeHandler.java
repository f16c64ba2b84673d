package io.mainspring.kit.calls;

import io.mainspring.contracts.Outcome;
import java.util.List;

/**
 * Learns what became of calls. Called within one database transaction for a whole poll, or for each
 * outcome alone when the poll as a whole failed; an outcome may come more than once.
 */
@FunctionalInterface
public interface OutcomeHandler {
    void handle(List<Outcome> poll);
}
