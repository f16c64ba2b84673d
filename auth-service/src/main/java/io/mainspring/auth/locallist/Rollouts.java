package io.mainspring.auth.locallist;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Roll-outs and their charge points: a list of work, not a history. What happened to each charge
 * point is told by its list's events; here stands only who is whose turn it is.
 */
@Component
class Rollouts {

    /** By then the view shows a synchronization that began. */
    private static final Duration VIEW_IS_THERE = Duration.ofMinutes(1);

    private final JdbcClient db;

    Rollouts(JdbcClient db) {
        this.db = db;
    }

    /** A charge point whose turn it is. */
    record Turn(UUID rolloutId, String chargePointId, String requestedBy, Instant until) {}

    /**
     * A roll-out to the lists that have something to be sent, as far as that is looked up.
     *
     * @param idTags only lists that hold or are built from one of these; null: all of them
     * @return its id
     */
    @Transactional
    public UUID begin(
            @Nullable List<String> idTags, String requestedBy, Instant now, Duration wait) {
        var id = UUID.randomUUID();
        insert(id, requestedBy, now, now.plus(wait));
        if (idTags == null) {
            db.sql(
                            """
                            insert into local_list_rollout_item (rollout_id, charge_point_key,
                                charge_point_id, state, changed_at)
                            select ?, l.charge_point_key, l.charge_point_id, 'Waiting', ?
                            from local_list l
                            left join local_list_looked_at m using (charge_point_key)
                            where l.source is not null
                              and (l.standing <> 'InSync' or m.due or m.pending > 0)
                              and l.standing <> 'NotSupported'
                            """)
                    .params(id, now.atOffset(UTC))
                    .update();
        } else {
            var keys = idTags.stream().map(ListKey::chargePointKey).toArray(String[]::new);
            db.sql(
                            """
                            insert into local_list_rollout_item (rollout_id, charge_point_key,
                                charge_point_id, state, changed_at)
                            select ?, l.charge_point_key, l.charge_point_id, 'Waiting', ?
                            from local_list l
                            where l.source is not null and l.standing <> 'NotSupported'
                              and l.charge_point_key in (
                                select charge_point_key from local_list where source = 'ALL'
                                union
                                select charge_point_key from local_list_entry
                                where id_tag_key = any (?)
                                union
                                select s.charge_point_key from local_list_selected s
                                join local_list x using (charge_point_key)
                                where (x.source = 'ID_TAGS' and s.member_key = any (?))
                                   or (x.source = 'GROUPS' and s.member_key in (
                                       select parent_key from id_tag where key = any (?))))
                            """)
                    .params(List.of(id, now.atOffset(UTC), keys, keys, keys))
                    .update();
        }
        return id;
    }

    /**
     * A roll-out that nobody asked for, to the automatic lists that something is to be sent to and
     * whose turn does not come anyway.
     */
    @Transactional
    public void beginAutomatic(Instant now, Duration wait) {
        var due =
                db.sql(
                                """
                                update local_list_mark m set attempted = m.seen + m.seen_of_all
                                from local_list l
                                where l.charge_point_key = m.charge_point_key
                                  and l.automatic and l.source is not null
                                  and l.synchronization is null and l.standing <> 'NotSupported'
                                  and m.pending > 0 and m.attempted < m.seen + m.seen_of_all
                                  and not exists (
                                      select 1 from local_list_rollout_item i
                                      where i.charge_point_key = m.charge_point_key
                                        and i.state in ('Waiting', 'Running'))
                                returning l.charge_point_key
                                """)
                        .query((row, _) -> row.getString(1))
                        .list();
        if (due.isEmpty()) {
            return;
        }
        var id = UUID.randomUUID();
        insert(id, "automatic", now, now.plus(wait));
        db.sql(
                        """
                        insert into local_list_rollout_item (rollout_id, charge_point_key,
                            charge_point_id, state, changed_at)
                        select ?, charge_point_key, charge_point_id, 'Waiting', ?
                        from local_list where charge_point_key = any (?)
                        """)
                .params(List.of(id, now.atOffset(UTC), due.toArray(String[]::new)))
                .update();
    }

    private void insert(UUID id, String requestedBy, Instant now, Instant until) {
        db.sql(
                        """
                        insert into local_list_rollout (id, requested_by, requested_at, until)
                        values (?, ?, ?, ?)
                        """)
                .params(id, requestedBy, now.atOffset(UTC), until.atOffset(UTC))
                .update();
    }

    /** Whether there is anything to do at all. */
    boolean anyOpen() {
        return db.sql("select exists (select 1 from local_list_rollout where ended_at is null)")
                .query(Boolean.class)
                .single();
    }

    /** Takes over how the synchronizations of those ended whose turn it was. */
    void settle(Instant now) {
        db.sql(
                        """
                        update local_list_rollout_item i
                        set state = case l.last_result
                                when 'IN_SYNC' then 'Done'
                                when 'NOT_SUPPORTED' then 'NotSupported'
                                else 'Failed' end,
                            reason = coalesce(l.last_reason,
                                case when l.last_result = 'IN_SYNC' then null
                                     else l.last_result end),
                            changed_at = ?
                        from local_list l
                        where i.state = 'Running' and l.charge_point_key = i.charge_point_key
                          and l.last_synchronization = i.synchronization
                        """)
                .param(now.atOffset(UTC))
                .update();
        // Neither running nor ended last, and not only because the view is behind: another came
        // between. Once more.
        db.sql(
                        """
                        update local_list_rollout_item i
                        set state = 'Waiting', synchronization = null, changed_at = ?
                        from local_list l
                        where i.state = 'Running' and l.charge_point_key = i.charge_point_key
                          and l.synchronization is distinct from i.synchronization
                          and l.last_synchronization is distinct from i.synchronization
                          and i.changed_at < ?
                        """)
                .params(now.atOffset(UTC), now.minus(VIEW_IS_THERE).atOffset(UTC))
                .update();
        db.sql(
                        """
                        update local_list_rollout_item i
                        set state = 'Failed', reason = 'not connected in time', changed_at = ?
                        from local_list_rollout r
                        where i.state = 'Waiting' and r.id = i.rollout_id and r.until <= ?
                        """)
                .params(now.atOffset(UTC), now.atOffset(UTC))
                .update();
        db.sql(
                        """
                        update local_list_rollout r set ended_at = ?
                        where ended_at is null and not exists (
                            select 1 from local_list_rollout_item i
                            where i.rollout_id = r.id and i.state in ('Waiting', 'Running'))
                        """)
                .param(now.atOffset(UTC))
                .update();
    }

    /** Takes the ended ones of long ago away. */
    @Transactional
    public void forget(Instant endedBefore) {
        var ended = endedBefore.atOffset(UTC);
        db.sql(
                        """
                        delete from local_list_rollout_item where rollout_id in (
                            select id from local_list_rollout where ended_at < ?)
                        """)
                .param(ended)
                .update();
        db.sql("delete from local_list_rollout where ended_at < ?").param(ended).update();
    }

    /**
     * The connected charge points whose turn it is, with at most so many at work at a time. Who went
     * away in its turn holds nobody up.
     */
    List<Turn> turns(int concurrency) {
        return db.sql(
                        """
                        select r.id, i.charge_point_id, r.requested_by, r.until
                        from local_list_rollout_item i
                        join local_list_rollout r on r.id = i.rollout_id
                        join local_list_presence p on p.charge_point_key = i.charge_point_key
                        where i.state = 'Waiting' and p.connected
                        order by r.requested_at, i.charge_point_key
                        limit greatest(0, ? - (
                            select count(*) from local_list_rollout_item x
                            join local_list_presence y using (charge_point_key)
                            where x.state = 'Running' and y.connected))
                        """)
                .param(concurrency)
                .query((row, _) ->
                        new Turn(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getString(3),
                                row.getObject(4, OffsetDateTime.class).toInstant()))
                .list();
    }

    void running(Turn turn, UUID synchronization, Instant now) {
        db.sql(
                        """
                        update local_list_rollout_item
                        set state = 'Running', synchronization = ?, changed_at = ?
                        where rollout_id = ? and charge_point_key = ? and state = 'Waiting'
                        """)
                .params(
                        synchronization,
                        now.atOffset(UTC),
                        turn.rolloutId(),
                        ListKey.chargePointKey(turn.chargePointId()))
                .update();
    }

    void failed(Turn turn, String reason, Instant now) {
        db.sql(
                        """
                        update local_list_rollout_item
                        set state = 'Failed', reason = ?, changed_at = ?
                        where rollout_id = ? and charge_point_key = ? and state = 'Waiting'
                        """)
                .params(
                        reason,
                        now.atOffset(UTC),
                        turn.rolloutId(),
                        ListKey.chargePointKey(turn.chargePointId()))
                .update();
    }

    /** Where a list of roll-outs goes on, the newest first. */
    record Place(Instant requestedAt, UUID id) {

        static final Place FIRST =
                new Place(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));
    }

    /** Those begun before, with their counts. */
    List<RolloutView> list(Place before, int limit) {
        return db.sql(
                        RolloutView.SELECT
                                + " where (r.requested_at, r.id) < (?, ?)"
                                + " order by r.requested_at desc, r.id desc limit ?")
                .params(before.requestedAt().atOffset(UTC), before.id(), limit)
                .query((row, _) -> RolloutView.of(row))
                .list();
    }

    Optional<RolloutView> view(UUID id) {
        return db.sql(RolloutView.SELECT + " where r.id = ?")
                .param(id)
                .query((row, _) -> RolloutView.of(row))
                .optional();
    }

    /** Its charge points from a key on. */
    List<RolloutView.Item> items(UUID id, String after, int limit) {
        return db.sql(
                        """
                        select i.charge_point_id,
                            case when i.state = 'Waiting' and not coalesce(p.connected, false)
                                 then 'Offline' else i.state end,
                            i.synchronization, i.reason, i.changed_at
                        from local_list_rollout_item i
                        left join local_list_presence p using (charge_point_key)
                        where i.rollout_id = ? and i.charge_point_key > ?
                        order by i.charge_point_key limit ?
                        """)
                .params(id, after, limit)
                .query((row, _) ->
                        new RolloutView.Item(
                                row.getString(1),
                                row.getString(2),
                                row.getObject(3, UUID.class),
                                row.getString(4),
                                row.getObject(5, OffsetDateTime.class).toInstant()))
                .list();
    }
}
