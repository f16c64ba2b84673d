package io.mainspring.auth.locallist;

import io.mainspring.auth.locallist.content.Update;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.ocpp.v16.type.UpdateStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a {@link LocalList}. A {@code basis} is the revision that the asker has
 * seen: if the list has moved on, nothing happens and the answer is false.
 */
sealed interface LocalListCommand {

    String chargePointId();

    @TargetAggregateIdentifier
    default String key() {
        return ListKey.of(chargePointId());
    }

    /**
     * @param added and {@code removed}: see {@link LocalListEvent.SelectionChanged}
     */
    record Select(
            String chargePointId,
            long basis,
            Source source,
            List<String> added,
            List<String> removed,
            boolean automatic,
            String by,
            Instant at)
            implements LocalListCommand {}

    record Drop(String chargePointId, String by, Instant at) implements LocalListCommand {}

    /** The charge point is gone, and with it what it held. */
    record Retire(String chargePointId, Instant at) implements LocalListCommand {}

    /** Begins to bring the list to date; the one that runs already goes on instead. */
    record Synchronize(
            String chargePointId,
            UUID synchronizationId,
            @Nullable UUID rolloutId,
            String by,
            Instant until,
            Instant at)
            implements LocalListCommand {}

    /** Before GetLocalListVersion is sent for a synchronization. */
    record AskVersion(
            String chargePointId,
            long basis,
            UUID commandId,
            UUID synchronizationId,
            Instant deadline,
            Instant at)
            implements LocalListCommand {}

    /**
     * Before a SendLocalList is sent.
     *
     * @param basis null: an operator sends it, whatever goes on
     * @param versionIsOurs whether the version was chosen by us, so it must be a new one
     */
    record Send(
            String chargePointId,
            @Nullable Long basis,
            UUID commandId,
            int listVersion,
            boolean versionIsOurs,
            Update update,
            boolean limitAssumed,
            @Nullable UUID synchronizationId,
            String by,
            Instant deadline,
            Instant at)
            implements LocalListCommand {}

    /** The charge point told its version. */
    record TakeVersion(String chargePointId, UUID commandId, int listVersion, Instant at)
            implements LocalListCommand {}

    /**
     * The charge point answered a SendLocalList.
     *
     * @param detail of a CALLERROR
     * @param fullAfterRefusal whether a refused Differential is followed by a Full
     * @param followUpId the synchronization that does so, if none runs
     * @param followUpUntil its time limit
     */
    record TakeStatus(
            String chargePointId,
            UUID commandId,
            UpdateStatus status,
            @Nullable String detail,
            boolean fullAfterRefusal,
            UUID followUpId,
            Instant followUpUntil,
            Instant at)
            implements LocalListCommand {}

    /** There is no answer and there will be none. */
    record TakeSilence(String chargePointId, UUID commandId, CommandStatus end, Instant at)
            implements LocalListCommand {}

    record EndSynchronization(
            String chargePointId,
            long basis,
            UUID synchronizationId,
            SynchronizationResult result,
            @Nullable String reason,
            Instant at)
            implements LocalListCommand {}
}
