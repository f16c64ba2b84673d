package io.mainspring.contracts;

import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A socket was accepted or has ended: gateway to {@link Topic#CONNECTIONS} (compacted). The offset
 * of a {@link State#CONNECTED} record is the connection's epoch.
 *
 * @param partition the gateway's partition of {@link Topic#DELIVERIES}
 * @param gateway the gateway instance, as operators know it
 * @param epoch of the socket that ended. Null in a CONNECTED record, whose own offset it is; spelled
 *     out in one that repeats an earlier CONNECTED record over which a stale end was written
 * @param at when it was accepted or ended
 * @param securityProfile 0 to 3
 * @param remoteAddress host and port of the peer
 * @param reason why it ended, null while connected
 * @param certificateSerialNumber of the client certificate that it has shown in security profile 3,
 *     hexadecimal, lower case, without leading zeros; null in the others, and not told by gateways
 *     of earlier versions
 * @param keySalt of the hash in {@link Admission#keys} that its key was made of, which tells the keys of a charge point
 *     apart; null without a key, and not told by gateways of earlier versions
 */
public record ConnectionNotice(
        String chargePointId,
        State state,
        int partition,
        String gateway,
        @Nullable Long epoch,
        Instant at,
        int securityProfile,
        String remoteAddress,
        @Nullable String reason,
        @Nullable String certificateSerialNumber,
        @Nullable String keySalt) {

    /** Of a socket of which it does not matter what it has shown. */
    public ConnectionNotice(
            String chargePointId,
            State state,
            int partition,
            String gateway,
            @Nullable Long epoch,
            Instant at,
            int securityProfile,
            String remoteAddress,
            @Nullable String reason) {
        this(
                chargePointId,
                state,
                partition,
                gateway,
                epoch,
                at,
                securityProfile,
                remoteAddress,
                reason,
                null,
                null);
    }

    /** Whether the socket is there. */
    public enum State {
        CONNECTED,
        DISCONNECTED
    }

    public ProducerRecord<String, byte[]> toRecord() {
        return new ProducerRecord<>(
                Topic.CONNECTIONS.name(), chargePointId, ContractJson.write(this));
    }

    /**
     * @throws UnreadableRecord if the value is no notice
     */
    public static ConnectionNotice read(byte[] value) {
        return ContractJson.read(ConnectionNotice.class, value);
    }

    /** The epoch of the socket this notice speaks of, given the offset of its record. */
    public long epochAt(long offset) {
        return epoch == null ? offset : epoch;
    }
}
