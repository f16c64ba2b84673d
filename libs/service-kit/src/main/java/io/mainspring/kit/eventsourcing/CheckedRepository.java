package io.mainspring.kit.eventsourcing;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.CachingEventSourcingRepository;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Axon's cache made right for several replicas. Axon takes a cached aggregate without a look at the store and counts on the
 * clash of two events with one sequence number, so a decision that stores no event ("nothing to do", a refusal) could stand
 * on what another replica has long changed.
 *
 * <p>A command of its own looks at once. In a poll, all its cached aggregates are looked up together before the commit: one
 * query, however many they are.
 */
final class CheckedRepository<A> extends CachingEventSourcingRepository<A> {

    private static final String FROM_THE_CACHE = CheckedRepository.class.getName();

    private final Cache cache;
    private final StoredVersions stored;

    CheckedRepository(
            EventSourcingRepository.Builder<A> builder, Cache cache, StoredVersions stored) {
        super(builder.cache(cache));
        this.cache = cache;
        this.stored = stored;
    }

    @Override
    protected EventSourcedAggregate<A> doLoadWithLock(String id, @Nullable Long expectedVersion) {
        boolean wasCached = cache.containsKey(id);
        var aggregate = super.doLoadWithLock(id, expectedVersion);
        var version = aggregate.version();
        if (!wasCached || version == null) {
            return aggregate;
        }
        var unit = CurrentUnitOfWork.get();
        if (!unit.isRoot()) {
            fromTheCache(unit.root()).putIfAbsent(id, version);
            return aggregate;
        }
        if (!stored.isAnyOvertaken(Map.of(id, version))) {
            return aggregate;
        }
        cache.remove(id);
        return super.doLoadWithLock(id, expectedVersion);
    }

    /** What this poll has taken from the cache; looked up before it commits. */
    private Map<String, Long> fromTheCache(UnitOfWork<?> poll) {
        return poll.getOrComputeResource(
                FROM_THE_CACHE,
                _ -> {
                    var versions = new HashMap<String, Long>();
                    poll.onPrepareCommit(_ -> {
                        if (stored.isAnyOvertaken(versions)) {
                            throw new ConcurrencyException(
                                    "another replica has gone on with an aggregate of this poll");
                        }
                    });
                    return versions;
                });
    }
}
