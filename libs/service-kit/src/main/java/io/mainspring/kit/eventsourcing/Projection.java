package io.mainspring.kit.eventsourcing;

import java.util.List;

/**
 * A follower that keeps tables for reading, and nothing else. They are a pure function of the
 * events, so {@link ProjectionRebuild} can make them anew while the old ones still serve: write to
 * them by unqualified names, without generated keys and without a clock.
 */
public interface Projection extends EventFollower {

    /** The tables it owns, in an order in which they can be emptied (referencing ones first). */
    List<String> tables();
}
