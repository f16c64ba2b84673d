package io.mainspring.auth.locallist;

import io.mainspring.contracts.CommandStatus;
import io.mainspring.ocpp.v16.type.UpdateType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one list amount to, its entries left aside. The aggregate decides by it, the
 * view keeps it, so both see the same. Serialized by its fields.
 */
final class LocalListState {

    /** A message of fewer lines was not refused for its length. */
    static final int SHORT = 10;

    /** Sent calls without an answer, and refused Differentials, that end a synchronization. */
    static final int PATIENCE = 3;

    /** Null until the first event. */
    @Nullable String chargePointId;

    /** How many events there were: what a decision is based on. */
    long revision;

    /** Null: not kept by us. */
    @Nullable Source source;

    boolean automatic;

    /** The highest version that we sent or it reported. */
    int highestVersion;

    /** The version it last accepted, if we know what was in it; see {@link #basis}. */
    @Nullable Integer heldVersion;

    /** False until it has told or accepted a version, and again after a call without an answer. */
    boolean versionKnown;

    boolean notSupported;

    /** Lines per message that we take it to bear, after it refused more; null: nothing learnt. */
    @Nullable Integer longestLearnt;

    List<InFlight> inFlight = new ArrayList<>();

    /** An update that may have been carried out, to be told by the version. */
    @Nullable InFlight uncertain;

    @Nullable Synchronization synchronization;

    @Nullable Ended lastSynchronization;

    /** Something was said or sent since the last synchronization that one has to bring in order. */
    boolean unsettled;

    /**
     * A call without its outcome.
     *
     * @param updateType null: GetLocalListVersion
     * @param synchronizationId null: an operator sent it
     */
    record InFlight(
            UUID commandId,
            int listVersion,
            @Nullable UpdateType updateType,
            int lines,
            boolean limitAssumed,
            @Nullable UUID synchronizationId,
            Instant deadline) {}

    /**
     * @param silences sent calls that got no answer
     * @param refusedDifferentials each was to be followed by a Full
     */
    record Synchronization(
            UUID id,
            @Nullable UUID rolloutId,
            String by,
            Instant until,
            Instant startedAt,
            int silences,
            int refusedDifferentials) {

        Synchronization withSilence() {
            return new Synchronization(
                    id, rolloutId, by, until, startedAt, silences + 1, refusedDifferentials);
        }

        Synchronization withRefusedDifferential() {
            return new Synchronization(
                    id, rolloutId, by, until, startedAt, silences, refusedDifferentials + 1);
        }
    }

    record Ended(UUID id, SynchronizationResult result, @Nullable String reason, Instant at) {}

    /** Whether a Differential can be computed: we know what it holds. */
    boolean basis() {
        return heldVersion != null && uncertain == null;
    }

    /** Whether there is a version that was neither sent nor reported. */
    boolean hasNextVersion() {
        return highestVersion < Integer.MAX_VALUE;
    }

    /** Whether the next step of a synchronization can be taken. */
    boolean ready() {
        return synchronization != null && inFlight.isEmpty();
    }

    @Nullable InFlight inFlight(UUID commandId) {
        return inFlight.stream()
                .filter(call -> call.commandId().equals(commandId))
                .findFirst()
                .orElse(null);
    }

    void on(LocalListEvent event) {
        chargePointId = chargePointId == null ? event.chargePointId() : chargePointId;
        revision++;
        switch (event) {
            case LocalListEvent.SelectionChanged e -> {
                source = e.source();
                automatic = e.automatic();
                unsettled = true;
            }
            case LocalListEvent.Dropped _ -> {
                source = null;
                automatic = false;
                unsettled = false;
                lastSynchronization = null;
            }
            case LocalListEvent.VersionAsked e ->
                    inFlight.add(
                            new InFlight(
                                    e.commandId(),
                                    0,
                                    null,
                                    0,
                                    false,
                                    e.synchronizationId(),
                                    e.deadline()));
            case LocalListEvent.VersionReported e -> on(e);
            case LocalListEvent.VersionUnanswered e -> {
                landed(e.commandId());
                silence(e.end());
            }
            case LocalListEvent.UpdateRequested e -> {
                highestVersion = Math.max(highestVersion, e.listVersion());
                inFlight.add(
                        new InFlight(
                                e.commandId(),
                                e.listVersion(),
                                e.updateType(),
                                e.lines().size(),
                                e.limitAssumed(),
                                e.synchronizationId(),
                                e.deadline()));
            }
            case LocalListEvent.UpdateAccepted e -> {
                landed(e.commandId());
                uncertain = null;
                heldVersion = e.heldVersion();
                versionKnown = true;
                notSupported = false;
                unsettled |= e.synchronizationId() == null;
            }
            case LocalListEvent.UpdateRefused e -> on(e);
            case LocalListEvent.UpdateUnanswered e -> on(e);
            case LocalListEvent.SynchronizationStarted e ->
                    synchronization =
                            new Synchronization(
                                    e.synchronizationId(),
                                    e.rolloutId(),
                                    e.by(),
                                    e.until(),
                                    e.at(),
                                    0,
                                    0);
            case LocalListEvent.SynchronizationEnded e -> {
                synchronization = null;
                lastSynchronization =
                        new Ended(e.synchronizationId(), e.result(), e.reason(), e.at());
                unsettled = e.result() != SynchronizationResult.IN_SYNC;
            }
        }
    }

    private void on(LocalListEvent.VersionReported event) {
        landed(event.commandId());
        int version = event.listVersion();
        notSupported = version < 0;
        highestVersion = Math.max(highestVersion, version);
        versionKnown = version >= 0;
        if (uncertain == null || uncertain.listVersion() != version) {
            uncertain = null; // else the acceptance follows as an event of its own
            heldVersion = Objects.equals(heldVersion, version) ? heldVersion : null;
        }
    }

    private void on(LocalListEvent.UpdateRefused event) {
        landed(event.commandId());
        switch (event.refusal()) {
            case NOT_SUPPORTED -> {
                notSupported = true;
                heldVersion = null;
            }
            case VERSION_MISMATCH, FAILED -> {
                heldVersion = null;
                unsettled = true;
            }
        }
        if (event.updateType() == UpdateType.DIFFERENTIAL && synchronization != null) {
            synchronization = synchronization.withRefusedDifferential();
        }
        if (isPerhapsTooLong(event)) {
            longestLearnt = event.lines() / 2;
        }
    }

    /** Whether a refusal may be one of the message's length, which nobody has told us. */
    static boolean isPerhapsTooLong(LocalListEvent.UpdateRefused event) {
        return event.updateType() == UpdateType.FULL
                && event.refusal() == Refusal.FAILED
                && event.limitAssumed()
                && event.lines() > SHORT;
    }

    private void on(LocalListEvent.UpdateUnanswered event) {
        var call = landed(event.commandId());
        silence(event.end());
        if (wasSent(event.end())) {
            if (uncertain != null) {
                heldVersion = null; // two that may have been carried out: no telling them apart
            }
            uncertain = call;
            versionKnown = false;
            unsettled = true;
        }
    }

    private void silence(CommandStatus end) {
        if (synchronization != null && wasSent(end)) {
            synchronization = synchronization.withSilence();
        }
    }

    /** Whether the charge point may have carried out a call that ended so. */
    static boolean wasSent(CommandStatus end) {
        return switch (end) {
            case OFFLINE, EXPIRED -> false;
            case PENDING, ANSWERED, ERROR, TIMED_OUT, CONNECTION_LOST, SUPERSEDED -> true;
        };
    }

    private @Nullable InFlight landed(UUID commandId) {
        var call = inFlight(commandId);
        inFlight.remove(call);
        return call;
    }
}
