package io.mainspring.gateway.broker;

import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/**
 * The gateway's partition of {@code ocpp.deliveries}: the first half of the return address in every
 * record that it publishes. Two gateways on one partition are correct, only a little wasteful.
 */
public final class GatewayPartition implements IntSupplier {

    private static final Pattern ORDINAL = Pattern.compile("-(\\d{1,6})$");

    private final String gateway;
    private volatile int partition = -1;

    /** @param gateway instance id; its trailing number is the partition, else its hash */
    public GatewayPartition(String gateway) {
        this.gateway = gateway;
    }

    /**
     * The partition.
     *
     * @throws IllegalStateException before the topic is known; no socket is accepted before that
     */
    @Override
    public int getAsInt() {
        if (partition < 0) {
            throw new IllegalStateException("deliveries are not read yet");
        }
        return partition;
    }

    /** Chooses among the topic's partitions. */
    int fix(int partitionCount) {
        var ordinal = ORDINAL.matcher(gateway);
        int number = ordinal.find() ? Integer.parseInt(ordinal.group(1)) : gateway.hashCode();
        partition = Math.floorMod(number, partitionCount);
        return partition;
    }
}
