package io.mainspring.smartcharging.site;

import io.mainspring.contracts.ConnectionNotice;
import io.mainspring.contracts.UnreadableRecord;
import io.mainspring.kit.polls.DeadLetters;
import io.mainspring.kit.polls.IsolatedPolls;
import io.mainspring.smartcharging.ChargePointKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Who is connected, from the gateways' notices; the table {@code site_presence}. */
@Component
class Sightings {

    private final IsolatedPolls polls;
    private final DeadLetters deadLetters;
    private final Notices notices;
    private final JdbcClient sql;

    Sightings(IsolatedPolls polls, DeadLetters deadLetters, Notices notices, JdbcClient sql) {
        this.polls = polls;
        this.deadLetters = deadLetters;
        this.notices = notices;
        this.sql = sql;
    }

    @KafkaListener(id = "smartcharging-connections", topics = "ocpp.connections")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.run(
                poll,
                part -> {
                    var newest = newest(part);
                    write(newest);
                    notices.add(newest.keySet(), new Notice.Stirred());
                    return part.size();
                },
                deadLetters::bury);
    }

    /** Of these charge points, by their keys, those that are connected, and the epochs of their connections. */
    Map<String, Long> connected(Collection<String> chargePointKeys) {
        var connected = new HashMap<String, Long>();
        sql.sql(
                        """
                        select charge_point_key, epoch from site_presence
                        where connected and charge_point_key = any(?::text[])
                        """)
                .param(chargePointKeys.toArray(String[]::new))
                .query(row -> {
                    connected.put(row.getString(1), row.getLong(2));
                });
        return connected;
    }

    /** The last word of each charge point in a poll. */
    private Map<String, Sighting> newest(List<ConsumerRecord<String, byte[]>> records) {
        var newest = new TreeMap<String, Sighting>();
        for (var record : records) {
            if (record.value() == null) {
                continue; // compacted away: what was last said of it stays
            }
            try {
                var notice = ConnectionNotice.read(record.value());
                newest.merge(
                        ChargePointKey.of(notice.chargePointId()),
                        new Sighting(
                                notice.state() == ConnectionNotice.State.CONNECTED,
                                notice.epochAt(record.offset())),
                        (one, other) -> other.epoch() >= one.epoch() ? other : one);
            } catch (UnreadableRecord e) {
                deadLetters.bury(record, e);
            }
        }
        return newest;
    }

    /** What an older socket says never counts against a newer one. */
    private void write(Map<String, Sighting> newest) {
        var all = newest.values();
        sql.sql(
                        """
                        insert into site_presence (charge_point_key, connected, epoch)
                        select * from unnest(?::text[], ?::boolean[], ?::bigint[])
                        on conflict (charge_point_key) do update
                        set connected = excluded.connected, epoch = excluded.epoch
                        where excluded.epoch > site_presence.epoch
                            or (excluded.epoch = site_presence.epoch and site_presence.connected)
                        """)
                .params(
                        newest.keySet().toArray(String[]::new),
                        all.stream().map(Sighting::connected).toArray(Boolean[]::new),
                        all.stream().map(Sighting::epoch).toArray(Long[]::new))
                .update();
    }

    private record Sighting(boolean connected, long epoch) {}
}
