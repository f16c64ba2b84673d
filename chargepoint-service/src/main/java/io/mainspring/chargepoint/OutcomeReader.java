package io.mainspring.chargepoint;

import io.mainspring.contracts.Outcome;
import java.util.List;

/**
 * What follows for a feature's aggregates from the end of a command, as a bean. Outcomes come at
 * least once, so the aggregates recognise repetitions.
 */
@FunctionalInterface
public interface OutcomeReader {

    /** The aggregates' commands, in their order; for most outcomes none. */
    List<?> read(Outcome outcome);
}
