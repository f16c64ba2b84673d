package io.mainspring.gateway.connection;

import io.mainspring.contracts.ConnectionNotice;
import io.mainspring.contracts.ConnectionNotice.State;
import io.mainspring.contracts.Topic;
import io.mainspring.contracts.UnreadableRecord;
import io.mainspring.gateway.admission.ReachedProfiles;
import io.mainspring.gateway.broker.TopicReader;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said about this gateway's connections on the compacted {@code ocpp.connections}. At start:
 * connections that an earlier life of this gateway has left behind are ended. From then on: where
 * the end of an older connection, told late by another gateway, has been written over a present
 * one, the present one is announced again, so that the last record is never a stale one. And of all
 * gateways' connections: with which security profile they came.
 */
public final class ConnectionsReading implements TopicReader.Reading {

    private static final Logger log = LoggerFactory.getLogger(ConnectionsReading.class);

    private final Connections connections;
    private final ReachedProfiles reached;
    private final Runnable whenCaughtUp;
    private final Map<String, Orphan> orphans = new HashMap<>();
    private boolean caughtUp;

    private record Orphan(ConnectionNotice notice, long epoch) {}

    public ConnectionsReading(
            Connections connections, ReachedProfiles reached, Runnable whenCaughtUp) {
        this.connections = connections;
        this.reached = reached;
        this.whenCaughtUp = whenCaughtUp;
    }

    @Override
    public String topic() {
        return Topic.CONNECTIONS.name();
    }

    @Override
    public Collection<Integer> partitions(int partitionCount) {
        return IntStream.range(0, partitionCount).boxed().toList();
    }

    @Override
    public boolean fromBeginning() {
        return true;
    }

    @Override
    public void read(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        try {
            var notice = ConnectionNotice.read(record.value());
            reached.noticed(notice, notice.epochAt(record.offset()));
            if (caughtUp) {
                follow(notice, record.offset());
            } else {
                review(notice, notice.epochAt(record.offset()));
            }
        } catch (UnreadableRecord e) {
            log.error("connection unreadable chargePoint={} reason={}", record.key(), e.toString());
        }
    }

    @Override
    public void caughtUp() {
        caughtUp = true;
        orphans.values()
                .forEach(orphan -> connections.disownOrphan(orphan.notice(), orphan.epoch()));
        log.info("connections read orphans={}", orphans.size());
        orphans.clear();
        whenCaughtUp.run();
    }

    private void review(ConnectionNotice notice, long epoch) {
        var earlier = orphans.get(notice.chargePointId());
        if (earlier != null && epoch < earlier.epoch()) {
            return; // told late
        }
        if (notice.state() == State.CONNECTED && notice.gateway().equals(connections.gateway())) {
            orphans.put(notice.chargePointId(), new Orphan(notice, epoch));
        } else {
            orphans.remove(notice.chargePointId());
        }
    }

    private void follow(ConnectionNotice notice, long offset) {
        if (notice.state() == State.DISCONNECTED) {
            connections.overwritten(notice.chargePointId(), offset, notice.epochAt(offset));
        }
    }
}
