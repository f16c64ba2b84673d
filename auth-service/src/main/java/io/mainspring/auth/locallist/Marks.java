package io.mainspring.auth.locallist;

import io.mainspring.auth.idtag.IdTagEvent;
import io.mainspring.kit.eventsourcing.EventFollower;
import io.mainspring.kit.eventsourcing.EventFollowers;
import io.mainspring.kit.eventsourcing.StoredEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Marks the lists that a change of an idTag may concern: those that hold it, and those that are
 * built from it. Whether anything is to be sent is looked up afterwards, exactly: read the marks,
 * wait for the views, look, and say which marks that was for. So no change is missed.
 */
@Component
class Marks implements EventFollower {

    private final JdbcClient db;
    private final LocalListProjection lists;
    private final ObjectProvider<EventFollowers> followers;

    Marks(JdbcClient db, LocalListProjection lists, ObjectProvider<EventFollowers> followers) {
        this.db = db;
        this.lists = lists;
        this.followers = followers;
    }

    /**
     * How often a list was marked.
     *
     * @param ofAll how often all lists were that are built from all idTags
     */
    record Marked(long own, long ofAll) {

        static final Marked NEVER = new Marked(0, 0);
    }

    @Override
    public String name() {
        return "local-list-marks";
    }

    @Override
    public Set<Class<?>> wants() {
        return Set.of(
                IdTagEvent.class,
                LocalListEvent.SelectionChanged.class,
                LocalListEvent.Dropped.class,
                LocalListEvent.Retired.class);
    }

    @Override
    public void handle(List<StoredEvent> batch) {
        var idTags = new HashSet<String>();
        var groups = new HashSet<String>();
        var lists = new LinkedHashMap<String, @Nullable Source>();
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
                        lists.put(ListKey.chargePointKey(event.chargePointId()), event.source());
                case LocalListEvent event ->
                        lists.put(ListKey.chargePointKey(event.chargePointId()), null);
                default -> {
                    // not asked for
                }
            }
        }
        lists.forEach(this::select);
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

    private void select(String key, @Nullable Source source) {
        if (source == null) {
            db.sql("delete from local_list_mark where charge_point_key = ?").param(key).update();
            return;
        }
        db.sql(
                        """
                        insert into local_list_mark (charge_point_key, marks, of_all)
                        values (?, 1, ?)
                        on conflict (charge_point_key) do update
                        set marks = local_list_mark.marks + 1, of_all = excluded.of_all
                        """)
                .params(key, source == Source.ALL)
                .update();
    }

    private void mark(String[] idTags, String[] groups) {
        // Whose list it concerns is read from the view: it has to show what was before this.
        if (!followers.getObject().awaitCaughtUp(lists)) {
            throw new IllegalStateException("the view of local lists lags behind");
        }
        db.sql("update local_list_mark_of_all set marks = marks + 1").update();
        db.sql(
                        """
                        update local_list_mark set marks = marks + 1
                        where not of_all and charge_point_key in (
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

    /** How often lists were marked: to be read before the views are waited for. */
    Map<String, Marked> of(Collection<String> chargePointKeys) {
        var marked = new HashMap<String, Marked>();
        db.sql(
                        """
                        select m.charge_point_key, m.marks, a.marks
                        from local_list_mark m, local_list_mark_of_all a
                        where m.charge_point_key = any (?)
                        """)
                .param(chargePointKeys.toArray(String[]::new))
                .query(
                        (RowCallbackHandler)
                                row ->
                                        marked.put(
                                                row.getString(1),
                                                new Marked(row.getLong(2), row.getLong(3))));
        return marked;
    }

    /**
     * Some of those marked since somebody last looked, the longest ago first; other replicas get
     * others.
     */
    Map<String, Marked> due(int most) {
        var marked = new LinkedHashMap<String, Marked>();
        db.sql(
                        """
                        update local_list_mark m set looked_at = clock_timestamp()
                        from local_list_mark_of_all a
                        where m.charge_point_key in (
                            select charge_point_key from local_list_mark
                            where seen < marks or (of_all and seen_of_all < (
                                select marks from local_list_mark_of_all))
                            order by looked_at nulls first limit ?
                            for update skip locked)
                        returning m.charge_point_key, m.marks, a.marks
                        """)
                .param(most)
                .query(
                        (RowCallbackHandler)
                                row ->
                                        marked.put(
                                                row.getString(1),
                                                new Marked(row.getLong(2), row.getLong(3))));
        return marked;
    }

    /** Somebody looked, after those marks, and found so many changes to be sent. */
    void seen(String chargePointKey, Marked marks, int pending) {
        db.sql(
                        """
                        update local_list_mark set seen = ?, seen_of_all = ?, pending = ?
                        where charge_point_key = ? and seen <= ? and seen_of_all <= ?
                        """)
                .params(
                        marks.own(),
                        marks.ofAll(),
                        pending,
                        chargePointKey,
                        marks.own(),
                        marks.ofAll())
                .update();
    }
}
