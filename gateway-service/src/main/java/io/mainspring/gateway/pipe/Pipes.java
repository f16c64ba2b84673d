package io.mainspring.gateway.pipe;

import io.mainspring.contracts.Admission;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all pipes of a gateway share.
 *
 * @param messageIds a new UUIDv7 for each frame that is published
 * @param partition the gateway's partition of deliveries, fixed before the first socket is accepted
 */
public record Pipes(
        PipeSettings settings,
        PipeClock clock,
        Supplier<UUID> messageIds,
        PipeMeter meter,
        IntSupplier partition) {

    /**
     * A pipe for a socket that has just been accepted.
     *
     * @param chargePointId canonical spelling
     * @param admission null for an unknown charge point that is let in all the same
     */
    public ChargePointPipe open(
            String chargePointId, @Nullable Admission admission, Outputs outputs) {
        return new ChargePointPipe(this, chargePointId, admission, outputs);
    }
}
