package io.mainspring.kit.polls;

import java.util.function.Supplier;

/** The one database transaction (and, where there are aggregates, unit of work) of a poll. */
public interface PollTransaction {

    /**
     * Runs the work and commits. If another replica has meanwhile changed an aggregate of it, everything is rolled back and
     * the work is called again, a few times. Within another such transaction it is a part of that one.
     *
     * @throws RuntimeException whatever the work or the commit threw; everything is rolled back
     */
    <R> R execute(Supplier<R> work);
}
