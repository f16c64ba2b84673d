package io.mainspring.gateway.broker;

import io.mainspring.contracts.Delivery;
import io.mainspring.contracts.Topic;
import io.mainspring.contracts.UnreadableRecord;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This gateway's partition of {@code ocpp.deliveries}, from its end: what was delivered before this
 * gateway lived was for sockets that it does not have.
 */
public final class DeliveriesReading implements TopicReader.Reading {

    private static final Logger log = LoggerFactory.getLogger(DeliveriesReading.class);

    private final GatewayPartition partition;
    private final Consumer<Delivery> deliveries;
    private final Runnable whenUnreadable;
    private final Runnable whenPositioned;

    /** @param whenPositioned from then on no delivery is missed */
    public DeliveriesReading(
            GatewayPartition partition,
            Consumer<Delivery> deliveries,
            Runnable whenUnreadable,
            Runnable whenPositioned) {
        this.partition = partition;
        this.deliveries = deliveries;
        this.whenUnreadable = whenUnreadable;
        this.whenPositioned = whenPositioned;
    }

    @Override
    public String topic() {
        return Topic.DELIVERIES.name();
    }

    @Override
    public Collection<Integer> partitions(int partitionCount) {
        return List.of(partition.fix(partitionCount));
    }

    @Override
    public boolean fromBeginning() {
        return false;
    }

    @Override
    public void read(ConsumerRecord<String, byte[]> record) {
        Delivery delivery;
        try {
            delivery = Delivery.from(record);
        } catch (UnreadableRecord e) {
            log.error("delivery unreadable chargePoint={} reason={}", record.key(), e.toString());
            whenUnreadable.run();
            return;
        }
        deliveries.accept(delivery);
    }

    @Override
    public void caughtUp() {
        log.info("deliveries are read partition={}", partition.getAsInt());
        whenPositioned.run();
    }
}
