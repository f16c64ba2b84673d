package io.mainspring.transaction.idtags;

import io.mainspring.transaction.SqlTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The idTags by their key, which is the idTag in lower case. */
@Component
public class IdTags {

    private static final String ACCEPTED = "Accepted";
    private static final String BLOCKED = "Blocked";

    private final JdbcClient sql;

    IdTags(JdbcClient sql) {
        this.sql = sql;
    }

    /** Those of the keys that are known, in one statement however many they are. */
    public Map<String, KnownIdTag> find(Collection<String> keys) {
        var found = new HashMap<String, KnownIdTag>();
        if (keys.isEmpty()) {
            return found;
        }
        sql.sql(
                        """
                        select id_tag_key, status, expiry_date, parent_id_tag
                        from id_tag where id_tag_key = any(?::text[])
                        """)
                .param(keys.toArray(String[]::new))
                .query(row -> {
                    found.put(
                            row.getString(1),
                            new KnownIdTag(
                                    ACCEPTED.equals(row.getString(2)),
                                    SqlTime.read(row, 3),
                                    row.getString(4)));
                });
        return found;
    }

    /**
     * Takes in the last state of each idTag.
     *
     * @param states by key; null: it was deleted
     */
    void put(Map<String, @Nullable KnownIdTag> states) {
        int size = states.size();
        var keys = new String[size];
        var statuses = new @Nullable String[size];
        var expiries = new @Nullable String[size];
        var parents = new @Nullable String[size];
        int i = 0;
        for (var entry : states.entrySet()) {
            keys[i] = entry.getKey();
            var idTag = entry.getValue();
            if (idTag != null) {
                statuses[i] = idTag.isAccepted() ? ACCEPTED : BLOCKED;
                expiries[i] = SqlTime.write(idTag.expiryDate());
                parents[i] = idTag.parentIdTag();
            }
            i++;
        }
        sql.sql(
                        """
                        with state as (
                            select * from unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[])
                                as s (id_tag_key, status, expiry_date, parent_id_tag)
                        ), deleted as (
                            delete from id_tag using state
                            where id_tag.id_tag_key = state.id_tag_key and state.status is null
                        )
                        insert into id_tag (id_tag_key, status, expiry_date, parent_id_tag)
                        select * from state where status is not null order by id_tag_key
                        on conflict (id_tag_key) do update
                        set status = excluded.status, expiry_date = excluded.expiry_date,
                            parent_id_tag = excluded.parent_id_tag
                        """)
                .params(keys, statuses, expiries, parents)
                .update();
    }
}
