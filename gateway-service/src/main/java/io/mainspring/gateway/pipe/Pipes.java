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
 * @param bootAnswers what the next socket of a charge point must know before its admission does
 */
public record Pipes(
        PipeSettings settings,
        PipeClock clock,
        Supplier<UUID> messageIds,
        PipeMeter meter,
        IntSupplier partition,
        BootAnswers bootAnswers) {

    public Pipes(
            PipeSettings settings,
            PipeClock clock,
            Supplier<UUID> messageIds,
            PipeMeter meter,
            IntSupplier partition) {
        this(settings, clock, messageIds, meter, partition, new BootAnswers(clock));
    }

    /** An admission has come, whether or not its charge point is connected. */
    public void admitted(Admission admission) {
        bootAnswers.admitted(admission);
    }

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
