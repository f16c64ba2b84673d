package io.mainspring.kit.eventsourcing;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far aggregates have come in the store. */
final class StoredVersions {

    private final JdbcClient sql;

    StoredVersions(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Whether somebody else has committed a later event of any of these.
     *
     * @param versions by aggregate: the sequence number of the last event that is known here
     */
    boolean isAnyOvertaken(Map<String, Long> versions) {
        return sql.sql(
                        """
                        select exists (
                            select from unnest(?::text[], ?::bigint[]) as known (id, version)
                            join domain_event e
                                on e.aggregate_id = known.id and e.sequence > known.version
                            where e.transaction_id
                                is distinct from pg_current_xact_id_if_assigned())
                        """)
                .params(
                        versions.keySet().toArray(String[]::new),
                        versions.values().toArray(Long[]::new))
                .query(Boolean.class)
                .single();
    }
}
