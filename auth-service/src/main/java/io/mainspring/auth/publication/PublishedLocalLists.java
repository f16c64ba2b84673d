package io.mainspring.auth.publication;

import io.mainspring.auth.locallist.LocalListEvent;
import io.mainspring.auth.locallist.Refusal;
import io.mainspring.auth.locallist.SynchronizationResult;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.auth.LocalListChanged;
import io.mainspring.contracts.auth.LocalListDeleted;
import io.mainspring.contracts.auth.LocalListState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the world learns of local lists: where they have come to, not how. Each event tells the
 * whole state, because the topic keeps only the last.
 */
final class PublishedLocalLists {

    private PublishedLocalLists() {}

    static List<Object> of(LocalListEvent event) {
        return switch (event) {
            case LocalListEvent.UpdateAccepted e ->
                    List.of(changed(e, LocalListState.ACCEPTED, e.heldVersion(), null));
            case LocalListEvent.UpdateRefused e ->
                    List.of(
                            changed(
                                    e,
                                    e.refusal() == Refusal.NOT_SUPPORTED
                                            ? LocalListState.NOT_SUPPORTED
                                            : LocalListState.FAILED,
                                    null,
                                    reason(e)));
            case LocalListEvent.VersionReported e -> of(e);
            case LocalListEvent.UpdateUnanswered e ->
                    e.end() == CommandStatus.OFFLINE || e.end() == CommandStatus.EXPIRED
                            ? List.of()
                            : List.of(
                                    changed(
                                            e,
                                            LocalListState.FAILED,
                                            null,
                                            e.updateType().wireName() + " got no answer"));
            case LocalListEvent.SynchronizationEnded e ->
                    e.result() == SynchronizationResult.CANCELLED
                            ? List.of()
                            : List.of(changed(e, state(e.result()), e.heldVersion(), e.reason()));
            case LocalListEvent.Dropped e ->
                    List.of(new LocalListDeleted(e.chargePointId(), e.at()));
            case LocalListEvent.Retired e ->
                    List.of(new LocalListDeleted(e.chargePointId(), e.at()));
            case LocalListEvent.SelectionChanged _,
                    LocalListEvent.SynchronizationStarted _,
                    LocalListEvent.UpdateRequested _,
                    LocalListEvent.VersionAsked _,
                    LocalListEvent.VersionUnanswered _ ->
                    List.of();
        };
    }

    private static List<Object> of(LocalListEvent.VersionReported event) {
        if (event.listVersion() < 0) {
            return List.of(changed(event, LocalListState.NOT_SUPPORTED, null, null));
        }
        return event.lostVersion() == null
                ? List.of()
                : List.of(
                        changed(
                                event,
                                LocalListState.FAILED,
                                event.listVersion() == 0 ? 0 : null,
                                "holds version %d instead of %d"
                                        .formatted(event.listVersion(), event.lostVersion())));
    }

    private static String reason(LocalListEvent.UpdateRefused event) {
        var detail = event.detail();
        return event.updateType().wireName() + " " + (detail == null ? event.refusal() : detail);
    }

    private static LocalListState state(SynchronizationResult result) {
        return switch (result) {
            case IN_SYNC -> LocalListState.IN_SYNC;
            case NOT_SUPPORTED -> LocalListState.NOT_SUPPORTED;
            case FAILED, UNREACHABLE, TOO_LONG, CANCELLED -> LocalListState.FAILED;
        };
    }

    private static LocalListChanged changed(
            LocalListEvent event,
            LocalListState state,
            @Nullable Integer listVersion,
            @Nullable String reason) {
        return new LocalListChanged(event.chargePointId(), state, listVersion, reason, event.at());
    }
}
