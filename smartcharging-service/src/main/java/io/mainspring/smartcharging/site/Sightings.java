package io.mainspring.smartcharging.site;

import io.mainspring.contracts.ConnectionNotice;
import io.mainspring.contracts.UnreadableRecord;
import io.mainspring.kit.polls.DeadLetters;
import io.mainspring.kit.polls.IsolatedPolls;
import io.mainspring.smartcharging.ChargePointKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Who is connected, from the gateways' notices; the table {@code site_presence}. */
@Component
class Sightings {

    private final IsolatedPolls polls;
    private final DeadLetters deadLetters;
    private final JdbcClient sql;

    Sightings(IsolatedPolls polls, DeadLetters deadLetters, JdbcClient sql) {
        this.polls = polls;
        this.deadLetters = deadLetters;
        this.sql = sql;
    }

    @KafkaListener(id = "smartcharging-connections", topics = "ocpp.connections")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.run(
                poll,
                part -> {
                    part.forEach(this::take);
                    return part.size();
                },
                deadLetters::bury);
    }

    /** Of these charge points, the keys of those that are connected. */
    Set<String> connected(List<String> chargePointIds) {
        return new HashSet<>(
                sql.sql(
                                """
                                select charge_point_key from site_presence
                                where connected and charge_point_key = any(?::text[])
                                """)
                        .param(
                                chargePointIds.stream()
                                        .map(ChargePointKey::of)
                                        .toArray(String[]::new))
                        .query(String.class)
                        .list());
    }

    /** What an older socket says never counts against a newer one. */
    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return; // compacted away: what was last said of it stays
        }
        try {
            var notice = ConnectionNotice.read(record.value());
            sql.sql(
                            """
                            insert into site_presence (charge_point_key, connected, epoch)
                            values (?, ?, ?)
                            on conflict (charge_point_key) do update
                            set connected = excluded.connected, epoch = excluded.epoch
                            where excluded.epoch > site_presence.epoch
                                or (excluded.epoch = site_presence.epoch and site_presence.connected)
                            """)
                    .param(ChargePointKey.of(notice.chargePointId()))
                    .param(notice.state() == ConnectionNotice.State.CONNECTED)
                    .param(notice.epochAt(record.offset()))
                    .update();
        } catch (UnreadableRecord e) {
            deadLetters.bury(record, e);
        }
    }
}
