package io.mainspring.kit.eventsourcing;

import java.util.List;
import java.util.Set;

/**
 * Does something with every stored event of the service, as a bean. One replica at a time runs it.
 */
public interface EventFollower {

    /**
     * The stored events it wants to hear of: records, or sealed roots for all of theirs. Empty, the
     * default: every event. Others are not even read for it.
     */
    default Set<Class<?>> wants() {
        return Set.of();
    }

    /** Under this name its position is kept: renaming starts it over. */
    String name();

    /**
     * Called in the order of each aggregate, within the transaction that also stores the position.
     * What it writes to this database counts exactly once; what it does elsewhere, at least once.
     *
     * @throws RuntimeException the batch is rolled back and comes again
     */
    void handle(List<StoredEvent> batch);
}
