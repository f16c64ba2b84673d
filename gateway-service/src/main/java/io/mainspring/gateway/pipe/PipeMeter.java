package io.mainspring.gateway.pipe;

import io.mainspring.ocpp.codec.Repair;
import io.mainspring.ocpp.v16.Action;
import org.jspecify.annotations.Nullable;

/** Counts what happens on all connections together; called from several event loops. */
public interface PipeMeter {

    /**
     * A CALL was answered.
     *
     * @param action null if OCPP does not know the one that was asked for
     * @param nanos since its frame was received
     */
    void answered(@Nullable Action action, CallOutcome outcome, long nanos);

    void repaired(Repair repair);

    void ignored(IgnoredFrame reason);

    void dropped(DroppedDelivery reason);
}
