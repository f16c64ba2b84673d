package io.mainspring.correlation.window;

import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.ReturnAddress;
import java.util.UUID;

/** What follows from a decision. Effects are to be carried out in the order they are listed. */
public sealed interface WindowEffect {

    /** Put this call on the wire of that connection. */
    record Send(UUID commandId, ReturnAddress to) implements WindowEffect {}

    /** That connection has been replaced: have its gateway close it. */
    record Close(ReturnAddress to) implements WindowEffect {}

    /** This call is over: exactly one per call, and the last effect about it. */
    record Finish(UUID commandId, Ending ending) implements WindowEffect {}

    /** The input changed nothing, for this reason: to be counted. */
    record Ignored(Reason reason) implements WindowEffect {}

    /** How a call ended, before anybody looked into the answer. */
    enum Ending {
        /** The charge point answered; whether the answer is one is for the payload's reader. */
        ANSWERED(CommandStatus.ANSWERED),
        TIMED_OUT(CommandStatus.TIMED_OUT),
        OFFLINE(CommandStatus.OFFLINE),
        CONNECTION_LOST(CommandStatus.CONNECTION_LOST),
        EXPIRED(CommandStatus.EXPIRED),
        SUPERSEDED(CommandStatus.SUPERSEDED),
        /** As many calls as may wait are waiting already. */
        QUEUE_FULL(CommandStatus.ERROR);

        private final CommandStatus status;

        Ending(CommandStatus status) {
            this.status = status;
        }

        public CommandStatus status() {
            return status;
        }
    }

    /** Why an input changed nothing. */
    enum Reason {
        /** The same command id was sent before: an asker's retry. */
        REPEATED_CALL,
        /** An answer to a call that is over, usually by time-out. */
        LATE_ANSWER,
        /** An answer to nothing that is remembered. */
        UNKNOWN_ANSWER,
        /** An answer from another connection than the one the call was sent over. */
        STALE_ANSWER,
        /** News of a connection older than the known one, or the same news again. */
        STALE_NOTICE
    }
}
