package io.mainspring.auth.locallist;

import io.mainspring.auth.locallist.LocalListView.SelectionView;
import io.mainspring.auth.locallist.LocalListView.Summary;
import io.mainspring.auth.locallist.LocalListView.SynchronizationView;
import io.mainspring.auth.locallist.LocalListView.UpdateView;
import io.mainspring.auth.locallist.content.Change;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the views of local lists. */
@Component
class LocalLists {

    /** A mark makes it stale until somebody has looked, and as long as there is something to send. */
    private static final String STANDING =
            """
            case when l.standing = 'InSync' and l.source is not null and (m.due or m.pending > 0)
                 then 'Stale' else l.standing end
            """;

    private final JdbcClient db;
    private final Limits limits;
    private final Targets targets;
    private final LocalListSettings settings;

    LocalLists(JdbcClient db, Limits limits, Targets targets, LocalListSettings settings) {
        this.db = db;
        this.limits = limits;
        this.targets = targets;
        this.settings = settings;
    }

    /** The list as its own events have it; a fresh one if there were none. */
    LocalListState state(String chargePointId) {
        return find(ListKey.chargePointKey(chargePointId)).orElseGet(LocalListState::new);
    }

    Optional<LocalListState> find(String key) {
        return db.sql("select state::text from local_list where charge_point_key = ?")
                .param(key)
                .query((row, _) -> StateJson.read(row.getString(1)))
                .optional();
    }

    /** Lists whose synchronization can take its next step; each time others come first. */
    List<String> ready(int most) {
        return db.sql(
                        """
                        select charge_point_key from local_list where ready
                        order by random() limit ?
                        """)
                .param(most)
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** Lists with a call whose outcome will not come any more. */
    List<String> overdue(Instant now) {
        return db.sql("select charge_point_key from local_list where deadline < ?")
                .param(now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> row.getString(1))
                .list();
    }

    List<String> selected(String key) {
        return db.sql(
                        """
                        select member from local_list_selected where charge_point_key = ?
                        order by member_key
                        """)
                .param(key)
                .query((row, _) -> row.getString(1))
                .list();
    }

    List<Summary> list(@Nullable Standing standing, @Nullable String after, int limit) {
        return db.sql(
                        """
                        select * from (
                            select l.charge_point_id, l.charge_point_key, l.source, l.automatic,
                                   l.changed_at, l.state::text as state, %s as standing
                            from local_list l
                            left join local_list_looked_at m using (charge_point_key))
                        where (?::text is null or standing = ?) and charge_point_key > ?
                        order by charge_point_key limit ?
                        """
                                .formatted(STANDING))
                .params(
                        Arrays.asList(
                                standing == null ? null : standing.text(),
                                standing == null ? null : standing.text(),
                                after == null ? "" : after,
                                limit))
                .query((row, _) -> summary(row))
                .list();
    }

    private static Summary summary(ResultSet row) throws SQLException {
        var state = StateJson.read(row.getString("state"));
        return new Summary(
                row.getString("charge_point_id"),
                standing(row.getString("standing")),
                state.source,
                state.automatic,
                state.basis() ? state.heldVersion : null,
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private static Standing standing(String text) {
        return Arrays.stream(Standing.values())
                .filter(s -> s.text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    /** Everything about one list; what would have to be sent is computed here and now. */
    Optional<LocalListView> view(String chargePointId) {
        var key = ListKey.chargePointKey(chargePointId);
        return db.sql(
                        """
                        select l.charge_point_id, l.state::text as state, l.changed_at
                        from local_list l where charge_point_key = ?
                        """)
                .param(key)
                .query((row, _) -> view(key, row))
                .optional();
    }

    private LocalListView view(String key, ResultSet row) throws SQLException {
        var state = StateJson.read(row.getString("state"));
        var known = limits.of(key);
        var lengths = NextStep.Lengths.of(known, state.longestLearnt, settings);
        var pending = pending(key, state, lengths);
        var standing = Standing.of(state);
        if (standing == Standing.IN_SYNC && pending != null && pending > 0) {
            standing = Standing.STALE;
        }
        return new LocalListView(
                row.getString("charge_point_id"),
                standing,
                selection(key, state),
                state.basis() ? state.heldVersion : null,
                targets.countHeldBy(key),
                pending,
                LocalListView.LimitsView.of(known),
                warnings(key, state, known, lengths),
                SynchronizationView.of(state.synchronization),
                SynchronizationView.of(state.lastSynchronization),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    /**
     * How many lines would be sent; of a list that has become too long, those that take back. Null:
     * not known what it holds or is to hold.
     */
    @Nullable Integer pending(String key, LocalListState state, NextStep.Lengths lengths) {
        if (state.source == null || !state.basis()) {
            return null;
        }
        var target = targets.of(key, state.source, lengths.list());
        return targets.heldBy(key)
                .to(target.size() > lengths.list() ? targets.ofHeld(key, state.source) : target)
                .size();
    }

    /** What an operator sent as this command, if it was sent at all. */
    Optional<Sent> sent(UUID commandId) {
        return db.sql(
                        """
                        select list_version, lines::text from local_list_update
                        where command_id = ? and synchronization is null
                        """)
                .param(commandId)
                .query((row, _) -> new Sent(row.getInt(1), StateJson.readLines(row.getString(2))))
                .optional();
    }

    record Sent(int listVersion, List<Change> lines) {}

    private @Nullable SelectionView selection(String key, LocalListState state) {
        var source = state.source;
        if (source == null) {
            return null;
        }
        return switch (source) {
            case ALL -> new SelectionView(source, null, null, state.automatic);
            case GROUPS -> new SelectionView(source, selected(key), null, state.automatic);
            case ID_TAGS -> new SelectionView(source, null, selected(key), state.automatic);
        };
    }

    private List<String> warnings(
            String key, LocalListState state, Limits.Known known, NextStep.Lengths lengths) {
        var warnings = new ArrayList<String>();
        if (Boolean.FALSE.equals(known.enabled())) {
            warnings.add(
                    "LocalAuthListEnabled is false: the charge point does not authorize by its"
                            + " list");
        }
        if (Boolean.FALSE.equals(known.hasProfile())) {
            warnings.add("SupportedFeatureProfiles does not name LocalAuthListManagement");
        }
        if (state.automatic && !settings.automaticRollout()) {
            warnings.add("automatic roll-outs are switched off for the whole platform");
        }
        if (state.source != null) {
            var sizes = targets.sizes(key, state.source);
            if (sizes.leftOut() > 0) {
                warnings.add(sizes.leftOut() + " idTags are left out: longer than 20 characters");
            }
            if (sizes.entries() > lengths.list()) {
                warnings.add(sizes.entries() + " entries: " + NextStep.tooLong(lengths));
            }
        }
        return warnings;
    }

    /** What was sent, the newest first. */
    List<UpdateView> updates(String key, @Nullable Long before, int limit) {
        return db.sql(
                        """
                        select * from local_list_update
                        where charge_point_key = ? and sequence < ?
                        order by sequence desc limit ?
                        """)
                .params(key, before == null ? Long.MAX_VALUE : before, limit)
                .query((row, _) -> update(row))
                .list();
    }

    private static UpdateView update(ResultSet row) throws SQLException {
        var endedAt = row.getObject("ended_at", OffsetDateTime.class);
        return new UpdateView(
                row.getObject("command_id", UUID.class),
                row.getInt("list_version"),
                row.getString("update_type"),
                row.getInt("added"),
                row.getInt("removed"),
                row.getString("outcome"),
                row.getString("detail"),
                row.getString("requested_by"),
                row.getObject("synchronization", UUID.class),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                endedAt == null ? null : endedAt.toInstant(),
                row.getLong("sequence"));
    }
}
