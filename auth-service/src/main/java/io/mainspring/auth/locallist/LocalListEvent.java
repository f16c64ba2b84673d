package io.mainspring.auth.locallist;

import io.mainspring.auth.locallist.content.Change;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.ocpp.v16.type.UpdateType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a charge point's local authorization list, as it is stored. Entries are stored
 * once, with the request that sent them; that they were accepted is a word.
 */
public sealed interface LocalListEvent {

    String chargePointId();

    /** When it was decided or heard. */
    Instant at();

    /**
     * The operator said what the list is built from.
     *
     * @param added groups or idTags that were not among the chosen; after a change of source: all
     * @param removed those that no longer are; none after a change of source
     * @param automatic whether changes of idTags may be rolled out to it without being asked
     */
    record SelectionChanged(
            String chargePointId,
            Source source,
            List<String> added,
            List<String> removed,
            boolean automatic,
            String by,
            Instant at)
            implements LocalListEvent {}

    /** The list is no longer kept by us; what the charge point holds stays as it is. */
    record Dropped(String chargePointId, String by, Instant at) implements LocalListEvent {}

    /**
     * The charge point is no longer there. What it held went with it: whoever has its identity next
     * begins anew, with higher versions.
     */
    record Retired(String chargePointId, Instant at) implements LocalListEvent {}

    /**
     * A synchronization asks for the version.
     *
     * @param deadline without an outcome by then there will be none
     */
    record VersionAsked(
            String chargePointId,
            UUID commandId,
            UUID synchronizationId,
            Instant deadline,
            Instant at)
            implements LocalListEvent {}

    /**
     * @param listVersion 0: it holds nothing; -1: it has no local lists
     * @param lostVersion the version that it was believed to hold, and does not; null: none
     */
    record VersionReported(
            String chargePointId,
            UUID commandId,
            int listVersion,
            @Nullable Integer lostVersion,
            Instant at)
            implements LocalListEvent {}

    record VersionUnanswered(String chargePointId, UUID commandId, CommandStatus end, Instant at)
            implements LocalListEvent {}

    /**
     * A SendLocalList is about to be sent.
     *
     * @param lines all of the message
     * @param limitAssumed whether how many lines it takes is a guess of ours
     * @param synchronizationId null: an operator sent it
     * @param deadline without an outcome by then there will be none
     */
    record UpdateRequested(
            String chargePointId,
            UUID commandId,
            int listVersion,
            UpdateType updateType,
            List<Change> lines,
            boolean limitAssumed,
            @Nullable UUID synchronizationId,
            String by,
            Instant deadline,
            Instant at)
            implements LocalListEvent {}

    /**
     * @param heldVersion the version whose contents we now know it holds; null: a Differential on
     *     contents we do not know
     * @param synchronizationId null: an operator sent it
     */
    record UpdateAccepted(
            String chargePointId,
            UUID commandId,
            int listVersion,
            UpdateType updateType,
            @Nullable Integer heldVersion,
            @Nullable UUID synchronizationId,
            Instant at)
            implements LocalListEvent {}

    /**
     * @param detail the CALLERROR's code and description, if that was the answer
     */
    record UpdateRefused(
            String chargePointId,
            UUID commandId,
            int listVersion,
            UpdateType updateType,
            int lines,
            boolean limitAssumed,
            Refusal refusal,
            @Nullable String detail,
            Instant at)
            implements LocalListEvent {}

    /**
     * No answer: never sent, or sent and unknown whether it was carried out.
     */
    record UpdateUnanswered(
            String chargePointId,
            UUID commandId,
            int listVersion,
            UpdateType updateType,
            CommandStatus end,
            Instant at)
            implements LocalListEvent {}

    /**
     * @param rolloutId the roll-out it is part of; null: none
     * @param until an absent charge point is waited for until then
     */
    record SynchronizationStarted(
            String chargePointId,
            UUID synchronizationId,
            @Nullable UUID rolloutId,
            String by,
            Instant until,
            Instant at)
            implements LocalListEvent {}

    /**
     * @param heldVersion the version whose contents we know it holds; null: unknown
     */
    record SynchronizationEnded(
            String chargePointId,
            UUID synchronizationId,
            SynchronizationResult result,
            @Nullable String reason,
            @Nullable Integer heldVersion,
            Instant at)
            implements LocalListEvent {}
}
