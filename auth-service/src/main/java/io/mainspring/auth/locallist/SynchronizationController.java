package io.mainspring.auth.locallist;

import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.eventsourcing.EventFollowers;
import io.mainspring.kit.web.Problem;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Brings one list to date, in as many messages as it takes. */
@RestController
@RequestMapping("/api/v1/local-lists/{chargePointId}/synchronize")
class SynchronizationController {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final LocalLists lists;
    private final Targets targets;
    private final Limits limits;
    private final CommandGateway commands;
    private final EventFollowers followers;
    private final Synchronizer synchronizer;
    private final LocalListSettings settings;
    private final Clock clock;
    private final Duration wait;

    SynchronizationController(
            LocalLists lists,
            Targets targets,
            Limits limits,
            CommandGateway commands,
            EventFollowers followers,
            Synchronizer synchronizer,
            LocalListSettings settings,
            Clock clock,
            @Value("${mainspring.calls.response-wait:30s}") Duration wait) {
        this.lists = lists;
        this.targets = targets;
        this.limits = limits;
        this.commands = commands;
        this.followers = followers;
        this.synchronizer = synchronizer;
        this.settings = settings;
        this.clock = clock;
        this.wait = wait;
    }

    /**
     * Joins the synchronization that runs already. 200 with the list when it has ended, however it
     * did; 202 if that takes longer or nobody wants to wait.
     *
     * @throws Problem 409 if nothing says what it is built from, or if it is longer than the charge
     *     point allows and nothing that it holds is to be taken back
     */
    @PostMapping
    ResponseEntity<LocalListView> synchronize(
            @PathVariable String chargePointId, CallOptions options) {
        var id = ChargePointIds.valid(chargePointId);
        followers.awaitCaughtUp();
        refuseTooLong(id);
        var synchronization = begin(id, options);
        followers.awaitCaughtUp();
        synchronizer.wake();
        if (!options.respondAsync() && hasEnded(id, synchronization)) {
            return ResponseEntity.ok(view(id));
        }
        return ResponseEntity.accepted().location(address(id)).body(view(id));
    }

    private void refuseTooLong(String chargePointId) {
        var state = lists.state(chargePointId);
        if (state.source != null) {
            var key = ListKey.chargePointKey(chargePointId);
            var lengths = NextStep.Lengths.of(limits.of(key), state.longestLearnt, settings);
            int entries = targets.sizes(key, state.source).entries();
            var pending = entries > lengths.list() ? lists.pending(key, state, lengths) : null;
            if (entries > lengths.list() && (pending == null || pending == 0)) {
                throw LocalListCommandController.tooLong(entries, lengths);
            }
        }
    }

    private UUID begin(String chargePointId, CallOptions options) {
        var now = clock.instant();
        var until =
                now.plus(Optional.ofNullable(options.whenOnline()).orElse(settings.whenOnline()));
        return Optional.ofNullable(
                        commands.<UUID>sendAndWait(
                                new LocalListCommand.Synchronize(
                                        chargePointId,
                                        UUID.randomUUID(),
                                        null,
                                        options.requestedBy(),
                                        until,
                                        now)))
                .orElseThrow(() ->
                        Problem.conflict("Nothing says what the list is built from: PUT it."));
    }

    private boolean hasEnded(String chargePointId, UUID synchronization) {
        long deadline = System.nanoTime() + wait.toNanos();
        while (System.nanoTime() < deadline) {
            var running = lists.state(chargePointId).synchronization;
            if (running == null || !running.id().equals(synchronization)) {
                return true;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return false;
    }

    private LocalListView view(String chargePointId) {
        return lists.view(chargePointId).orElseThrow(LocalListController::none);
    }

    private static URI address(String chargePointId) {
        return UriComponentsBuilder.fromPath("/api/v1/local-lists/{id}")
                .encode()
                .buildAndExpand(chargePointId)
                .toUri();
    }
}
