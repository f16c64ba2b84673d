package io.mainspring.kit.eventsourcing;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a projection's tables anew from the event store. The old ones serve reads until the new
 * ones replace their content in one commit; views on them stay valid. Shadow tables live in the
 * schema {@code <schema>_rebuild}, which comes first in the search path while they are filled.
 */
public final class ProjectionRebuild {

    private static final Logger log = LoggerFactory.getLogger(ProjectionRebuild.class);

    private final EventLog events;
    private final FollowerPositions positions;
    private final TransactionTemplate transaction;
    private final JdbcClient sql;
    private final List<Projection> projections;

    ProjectionRebuild(
            EventLog events,
            FollowerPositions positions,
            TransactionTemplate transaction,
            JdbcClient sql,
            List<EventFollower> followers) {
        this.events = events;
        this.positions = positions;
        this.transaction = transaction;
        this.sql = sql;
        this.projections =
                followers.stream()
                        .filter(Projection.class::isInstance)
                        .map(Projection.class::cast)
                        .toList();
    }

    /** The projections that can be rebuilt. */
    public List<String> names() {
        return projections.stream().map(Projection::name).toList();
    }

    /**
     * Rebuilds one projection; returns when the new content is what everybody reads.
     *
     * @throws IllegalArgumentException if there is no projection of this name
     */
    public void rebuild(String name) {
        var projection =
                projections.stream()
                        .filter(p -> p.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no projection " + name));
        var live = sql.sql("select current_schema()").query(String.class).single();
        var shadow = live + "_rebuild";
        createShadows(projection, live, shadow);
        var position = Position.START;
        long total = 0;
        while (true) {
            var from = position;
            var batch = transaction.execute(_ -> replay(projection, live, shadow, from));
            if (batch == null || batch.events().isEmpty()) {
                break;
            }
            position = batch.next();
            total += batch.events().size();
        }
        swap(projection, live, shadow, position);
        log.info("projection rebuilt projection={} events={}", name, total);
    }

    private EventLog.Batch replay(
            Projection projection, String live, String shadow, Position from) {
        searchPath(shadow + ", " + live);
        var batch = events.after(from, events.wantedBy(projection));
        if (!batch.events().isEmpty()) {
            projection.handle(batch.events());
        }
        return batch;
    }

    private void createShadows(Projection projection, String live, String shadow) {
        transaction.executeWithoutResult(_ -> {
            for (var table : projection.tables()) {
                run("drop table if exists %s.%s".formatted(shadow, table));
                run(
                        "create table %s.%s (like %s.%s including all)"
                                .formatted(shadow, table, live, table));
            }
        });
    }

    private void swap(Projection projection, String live, String shadow, Position position) {
        transaction.executeWithoutResult(_ -> {
            positions.lock(projection.name());
            // What came since, with the live follower held back.
            var last = position;
            for (var batch = replay(projection, live, shadow, last);
                    !batch.events().isEmpty();
                    batch = replay(projection, live, shadow, last)) {
                last = batch.next();
            }
            searchPath(live);
            for (var table : projection.tables()) {
                run("delete from %s.%s".formatted(live, table));
            }
            for (var table : projection.tables().reversed()) {
                run("insert into %s.%s select * from %s.%s".formatted(live, table, shadow, table));
            }
            positions.write(projection.name(), last);
            for (var table : projection.tables()) {
                run("drop table %s.%s".formatted(shadow, table));
            }
        });
    }

    private void searchPath(String path) {
        run("set local search_path = " + path);
    }

    /** Names come from code and from the connection's own schema, never from input. */
    private void run(String statement) {
        sql.sql(statement).update();
    }
}
