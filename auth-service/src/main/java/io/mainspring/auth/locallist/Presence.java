package io.mainspring.auth.locallist;

import io.mainspring.contracts.ConnectionNotice;
import io.mainspring.contracts.UnreadableRecord;
import io.mainspring.kit.polls.DeadLetters;
import io.mainspring.kit.polls.IsolatedPolls;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Who is connected, so that a roll-out does not spend its turns on charge points that are away; and
 * how they spell themselves. An older socket's notice never touches what a newer one's said.
 */
@Component
class Presence {

    private final IsolatedPolls polls;
    private final DeadLetters deadLetters;
    private final JdbcClient db;

    Presence(IsolatedPolls polls, DeadLetters deadLetters, JdbcClient db) {
        this.polls = polls;
        this.deadLetters = deadLetters;
        this.db = db;
    }

    @KafkaListener(id = "auth-connections", topics = "ocpp.connections")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.run(
                poll,
                part -> {
                    part.forEach(this::take);
                    return part.size();
                },
                deadLetters::bury);
    }

    /** The charge point's own spelling, if it was ever seen; else the given one. */
    String spelling(String chargePointId) {
        return find(chargePointId).map(Seen::chargePointId).orElse(chargePointId);
    }

    boolean isConnected(String chargePointId) {
        return find(chargePointId).map(Seen::connected).orElse(false);
    }

    private Optional<Seen> find(String chargePointId) {
        return db.sql(
                        """
                        select charge_point_id, connected from local_list_presence
                        where charge_point_key = ?
                        """)
                .param(ListKey.chargePointKey(chargePointId))
                .query((row, _) -> new Seen(row.getString(1), row.getBoolean(2)))
                .optional();
    }

    private record Seen(String chargePointId, boolean connected) {}

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return; // compacted away: what was last said of it stays
        }
        try {
            var notice = ConnectionNotice.read(record.value());
            db.sql(
                            """
                            insert into local_list_presence (charge_point_key, charge_point_id,
                                connected, epoch)
                            values (?, ?, ?, ?)
                            on conflict (charge_point_key) do update
                            set charge_point_id = excluded.charge_point_id,
                                connected = excluded.connected, epoch = excluded.epoch
                            where excluded.epoch > local_list_presence.epoch
                               or (excluded.epoch = local_list_presence.epoch
                                   and local_list_presence.connected)
                            """)
                    .params(
                            ListKey.chargePointKey(notice.chargePointId()),
                            notice.chargePointId(),
                            notice.state() == ConnectionNotice.State.CONNECTED,
                            notice.epochAt(record.offset()))
                    .update();
        } catch (UnreadableRecord e) {
            deadLetters.bury(record, e);
        }
    }
}
