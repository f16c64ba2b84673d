package io.mainspring.gateway.pipe;

import io.mainspring.ocpp.v16.Action;
import java.time.Duration;
import java.util.Set;

/**
 * What holds for all connections alike.
 *
 * @param responseTimeout from receiving a CALL to answering it InternalError
 * @param waitingCalls how many CALLs may wait behind the one in progress
 * @param waitingBytes how much their frames may add up to
 * @param unreadableFrames how many frames in a row may be no OCPP before the socket is closed
 * @param triggerWindow how long after the sending of a TriggerMessage what it asked for is allowed
 *     to a charge point that is not accepted, and its Heartbeat is told to its owner
 * @param disabledActions known, but answered NotSupported
 */
public record PipeSettings(
        Duration responseTimeout,
        int waitingCalls,
        long waitingBytes,
        int unreadableFrames,
        Duration triggerWindow,
        Set<Action> disabledActions) {

    public PipeSettings {
        disabledActions = Set.copyOf(disabledActions);
    }
}
