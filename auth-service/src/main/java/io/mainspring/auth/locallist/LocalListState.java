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

    /** A message of no more lines was not refused for its length. */
    static final int SHORT = 10;

    /** Sent calls without an answer, and refused Differentials, that end a synchronization. */
    static final int PATIENCE = 3;

    /** What {@link #heldVersion} says of a list that is empty by the charge point's own account. */
    static final int EMPTY = 0;

    /** Calls that are remembered after their outcome. */
    private static final int REMEMBERED = 10;

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

    /**
     * Whether the charge point itself has told, by a version or an acceptance, since the
     * synchronization began that it holds what we believe: its board may have been replaced, or its
     * list wiped, without a word.
     */
    boolean confirmed;

    /** When it last told what it holds; an account from before that says nothing any more. */
    @Nullable Instant heardAt;

    boolean notSupported;

    /** Lines per message that we take it to bear, after it refused more; null: nothing learnt. */
    @Nullable Integer longestLearnt;

    List<InFlight> inFlight = new ArrayList<>();

    /** The last updates that had their outcome. */
    List<UUID> landed = new ArrayList<>();

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
     * @param silences sent calls that got no answer since the last acceptance
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

        Synchronization withSilences(int count) {
            return new Synchronization(
                    id, rolloutId, by, until, startedAt, count, refusedDifferentials);
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

    /** Whether it holds nothing, by its own account. */
    boolean isEmpty() {
        return Objects.equals(heldVersion, EMPTY);
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

    /** When something is to be given up: a call, or a synchronization that waits for another's. */
    @Nullable Instant deadline() {
        var ends = new ArrayList<>(inFlight.stream().map(InFlight::deadline).toList());
        if (isHeldUp()) {
            ends.add(Objects.requireNonNull(synchronization).until());
        }
        return ends.stream().min(Instant::compareTo).orElse(null);
    }

    /** Whether a synchronization waits, and not for a call of its own, which knows its time. */
    boolean isHeldUp() {
        var running = synchronization;
        return running != null
                && !inFlight.isEmpty()
                && inFlight.stream()
                        .noneMatch(call -> running.id().equals(call.synchronizationId()));
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
            case LocalListEvent.Retired _ -> forget();
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
                heard(e.at());
                uncertain = null;
                heldVersion = e.heldVersion();
                versionKnown = true;
                notSupported = false;
                unsettled |= e.synchronizationId() == null;
                if (synchronization != null) {
                    synchronization = synchronization.withSilences(0);
                }
            }
            case LocalListEvent.UpdateRefused e -> on(e);
            case LocalListEvent.UpdateUnanswered e -> on(e);
            case LocalListEvent.SynchronizationStarted e -> {
                confirmed = false;
                synchronization =
                        new Synchronization(
                                e.synchronizationId(),
                                e.rolloutId(),
                                e.by(),
                                e.until(),
                                e.at(),
                                0,
                                0);
            }
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
        heard(event.at());
        int version = event.listVersion();
        notSupported = version < 0;
        highestVersion = Math.max(highestVersion, version);
        versionKnown = version >= 0;
        if (settlesUncertain(version)) {
            return; // the acceptance follows as an event of its own
        }
        uncertain = null;
        if (!Objects.equals(heldVersion, version)) {
            heldVersion = version == EMPTY ? EMPTY : null;
            unsettled = true;
        }
    }

    /** Whether this version says that the update without an answer was carried out. */
    boolean settlesUncertain(int version) {
        return uncertain != null && uncertain.listVersion() == version;
    }

    /** Whether nothing is kept here that would go with a charge point. */
    boolean isForgotten() {
        return source == null
                && heldVersion == null
                && !versionKnown
                && !notSupported
                && inFlight.isEmpty()
                && uncertain == null;
    }

    private void heard(Instant at) {
        confirmed = true;
        heardAt = at;
    }

    /** All but its name and its versions: those stay taken. */
    private void forget() {
        source = null;
        automatic = false;
        heldVersion = null;
        versionKnown = false;
        confirmed = false;
        notSupported = false;
        longestLearnt = null;
        inFlight.clear();
        uncertain = null;
        lastSynchronization = null;
        unsettled = false;
    }

    private void on(LocalListEvent.UpdateRefused event) {
        landed(event.commandId());
        switch (event.refusal()) {
            case NOT_SUPPORTED -> {
                notSupported = true;
                heldVersion = null;
            }
            case VERSION_MISMATCH -> {
                heldVersion = null;
                versionKnown = false; // it holds a higher one than we know of
                unsettled = true;
            }
            case FAILED -> {
                heldVersion = null;
                unsettled = true;
            }
        }
        if (event.updateType() == UpdateType.DIFFERENTIAL && synchronization != null) {
            synchronization = synchronization.withRefusedDifferential();
        }
        if (isPerhapsTooLong(event)) {
            longestLearnt = Math.max(SHORT, event.lines() / 2);
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
            // A version that may stand for two contents tells nothing; nor does an older one if two
            // updates may have been carried out.
            boolean ambiguous =
                    Objects.equals(heldVersion, event.listVersion())
                            || settlesUncertain(event.listVersion());
            heldVersion = ambiguous || uncertain != null ? null : heldVersion;
            uncertain = ambiguous ? null : call;
            versionKnown = false;
            unsettled = true;
        }
    }

    private void silence(CommandStatus end) {
        if (synchronization != null && wasSent(end)) {
            synchronization = synchronization.withSilences(synchronization.silences() + 1);
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
        if (call != null && call.updateType() != null) {
            landed.add(commandId);
            while (landed.size() > REMEMBERED) {
                landed.removeFirst();
            }
        }
        return call;
    }
}
