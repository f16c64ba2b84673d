package io.mainspring.auth.locallist;

import io.mainspring.auth.idtag.IdTagEvent;
import io.mainspring.kit.eventsourcing.EventFollower;
import io.mainspring.kit.eventsourcing.StoredEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Marks the lists that a change of an idTag may concern: those that hold it, and those that are
 * built from it. Whether anything is to be sent is looked up afterwards, with the idTags in view; so
 * no change is missed and the order of the two does not matter.
 */
@Component
class Marks implements EventFollower {

    private final JdbcClient db;

    Marks(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "local-list-marks";
    }

    @Override
    public Set<Class<?>> wants() {
        return Set.of(IdTagEvent.class, LocalListEvent.SelectionChanged.class);
    }

    @Override
    public void handle(List<StoredEvent> batch) {
        var idTags = new HashSet<String>();
        var groups = new HashSet<String>();
        var lists = new HashSet<String>();
        for (var stored : batch) {
            switch (stored.payload()) {
                case IdTagEvent event -> {
                    idTags.add(stored.aggregateId());
                    var group = group(event);
                    if (group != null) {
                        groups.add(group.toLowerCase(Locale.ROOT));
                    }
                }
                case LocalListEvent.SelectionChanged event ->
                        lists.add(ListKey.chargePointKey(event.chargePointId()));
                default -> {
                    // not asked for
                }
            }
        }
        if (!lists.isEmpty()) {
            db.sql(
                            """
                            insert into local_list_mark (charge_point_key, marks)
                            select *, 1 from unnest(?::text[])
                            on conflict (charge_point_key) do update
                            set marks = local_list_mark.marks + 1
                            """)
                    .param(lists.toArray(String[]::new))
                    .update();
        }
        if (!idTags.isEmpty()) {
            mark(idTags.toArray(String[]::new), groups.toArray(String[]::new));
        }
    }

    /** A group that an idTag has left is found by the entries of those who hold it. */
    private static @Nullable String group(IdTagEvent event) {
        return switch (event) {
            case IdTagEvent.Registered e -> e.parentIdTag();
            case IdTagEvent.Changed e -> e.parentIdTag();
            case IdTagEvent.Deleted _ -> null;
        };
    }

    private void mark(String[] idTags, String[] groups) {
        db.sql(
                        """
                        update local_list_mark set marks = marks + 1
                        where charge_point_key in (
                            select charge_point_key from local_list where source = 'ALL'
                            union
                            select charge_point_key from local_list_entry where id_tag_key = any (?)
                            union
                            select s.charge_point_key from local_list_selected s
                            join local_list l using (charge_point_key)
                            where (l.source = 'ID_TAGS' and s.member_key = any (?))
                               or (l.source = 'GROUPS' and s.member_key = any (?)))
                        """)
                .params(List.of(idTags, idTags, groups))
                .update();
    }

    /** How often a list was marked: to be read before the idTags are. */
    long of(String chargePointKey) {
        return db.sql("select marks from local_list_mark where charge_point_key = ?")
                .param(chargePointKey)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Those marked since somebody last looked. */
    List<String> unseen(int most) {
        return db.sql("select charge_point_key from local_list_mark where seen < marks limit ?")
                .param(most)
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** Somebody looked, at or after that many marks, and found so many changes to be sent. */
    void seen(String chargePointKey, long marks, int pending) {
        db.sql(
                        """
                        update local_list_mark set seen = ?, pending = ?
                        where charge_point_key = ? and seen <= ?
                        """)
                .params(marks, pending, chargePointKey, marks)
                .update();
    }
}
