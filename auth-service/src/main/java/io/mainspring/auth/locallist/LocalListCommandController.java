package io.mainspring.auth.locallist;

import io.mainspring.auth.locallist.content.Change;
import io.mainspring.auth.locallist.content.Update;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.kit.eventsourcing.EventFollowers;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.v16.action.SendLocalList;
import io.mainspring.ocpp.v16.type.UpdateType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * The two actions by hand. What is given is sent as it is, if the protocol allows it; what is left
 * out is chosen here, once: with the same Idempotency-Key it is what was chosen before.
 */
@RestController
@RequestMapping("/api/v1/local-lists/{chargePointId}")
class LocalListCommandController {

    private static final int ATTEMPTS = 5;

    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final ListCalls calls;
    private final LocalLists lists;
    private final Targets targets;
    private final Limits limits;
    private final EventFollowers followers;
    private final LocalListSettings settings;
    private final OcppCodec codec = OcppCodec.strict();

    LocalListCommandController(
            ListCalls calls,
            LocalLists lists,
            Targets targets,
            Limits limits,
            EventFollowers followers,
            LocalListSettings settings) {
        this.calls = calls;
        this.lists = lists;
        this.targets = targets;
        this.limits = limits;
        this.followers = followers;
        this.settings = settings;
    }

    @PostMapping("/get-version")
    ResponseEntity<CommandView> getVersion(
            @PathVariable String chargePointId, CallOptions options) {
        return calls.getVersion(ChargePointIds.valid(chargePointId), options);
    }

    /**
     * @param body {@code updateType}; {@code listVersion}, if absent the next one; {@code
     *     localAuthorizationList}, if absent computed from what the list is built from: all of it,
     *     or what has changed since the charge point last accepted something
     * @throws Problem 400 for what the protocol does not allow; 409 if there is nothing to compute
     *     it from, nothing to send, or more than goes into one message
     */
    @PostMapping("/send")
    ResponseEntity<CommandView> send(
            @PathVariable String chargePointId, @RequestBody ObjectNode body, CallOptions options) {
        var id = ChargePointIds.valid(chargePointId);
        boolean versionIsOurs = !body.has("listVersion");
        if (versionIsOurs) {
            body.put("listVersion", Integer.MAX_VALUE); // stands for any
        }
        var request =
                codec.decode(
                                SendLocalList.Request.class,
                                body.toString().getBytes(StandardCharsets.UTF_8))
                        .message();
        SendRules.check(request);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                followers.awaitCaughtUp();
                var sent = calls.repeated(options).flatMap(lists::sent);
                if (sent.isPresent()) {
                    return again(id, request, versionIsOurs, sent.get(), options);
                }
                var update = given(request);
                var state = update == null ? settled(id) : lists.state(id);
                int version = versionIsOurs ? next(state) : request.listVersion();
                return calls.send(
                        id,
                        update == null ? computed(id, state, request.updateType()) : update,
                        new ListCalls.Terms(
                                update == null ? state.revision : null,
                                version,
                                versionIsOurs,
                                false,
                                null),
                        options);
            } catch (ListCalls.MovedOn
                    | ConcurrencyException
                    | AggregateStreamCreationException e) {
                // computed from what is no longer so: again from what is
            }
        }
        throw Problem.conflict("The list is being worked on; try again.");
    }

    /** What is left out is what was chosen the first time, so it is the same request. */
    private ResponseEntity<CommandView> again(
            String chargePointId,
            SendLocalList.Request request,
            boolean versionIsOurs,
            LocalLists.Sent sent,
            CallOptions options) {
        var update = given(request);
        return calls.send(
                chargePointId,
                update == null ? new Update(request.updateType(), sent.lines()) : update,
                new ListCalls.Terms(
                        null,
                        versionIsOurs ? sent.listVersion() : request.listVersion(),
                        false,
                        false,
                        null),
                options);
    }

    /** An operator may hear how a call ended before the list does: then it is a moment behind. */
    private LocalListState settled(String chargePointId) {
        long deadline = System.nanoTime() + MOMENT.toNanos();
        var state = lists.state(chargePointId);
        while (!state.inFlight.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            state = lists.state(chargePointId);
        }
        return state;
    }

    private static int next(LocalListState state) {
        if (!state.hasNextVersion()) {
            throw Problem.conflict("No list version is left; give listVersion.");
        }
        return state.highestVersion + 1;
    }

    private static @Nullable Update given(SendLocalList.Request request) {
        var lines = request.localAuthorizationList();
        return lines == null
                ? null
                : new Update(request.updateType(), lines.stream().map(Change::of).toList());
    }

    private Update computed(String chargePointId, LocalListState state, UpdateType type) {
        if (state.source == null) {
            throw Problem.conflict(
                    "Nothing says what the list is built from: PUT it, or give"
                            + " localAuthorizationList.");
        }
        var key = ListKey.chargePointKey(chargePointId);
        var known = limits.of(key);
        var lengths = NextStep.Lengths.of(known, state.longestLearnt, settings);
        var target = targets.of(key, state.source, lengths.list());
        if (target.size() > lengths.list()) {
            throw tooLong(targets.sizes(key, state.source).entries(), lengths);
        }
        var held =
                switch (type) {
                    case FULL -> null;
                    case DIFFERENTIAL -> {
                        if (!state.basis()) {
                            throw Problem.conflict(
                                    "It is not known what the charge point holds: send a Full.");
                        }
                        yield targets.heldBy(key);
                    }
                };
        var update =
                Update.next(held, target, Integer.MAX_VALUE)
                        .orElseThrow(() -> Problem.conflict("There is nothing to send."));
        int most =
                known.longestMessage() == null
                        ? SendRules.LONGEST
                        : Math.min(known.longestMessage(), SendRules.LONGEST);
        if (update.lines().size() > most) {
            throw Problem.conflict(
                    update.lines().size()
                            + " entries do not go into one message of "
                            + most
                            + "; synchronize sends several.");
        }
        return update;
    }

    static Problem tooLong(int entries, NextStep.Lengths lengths) {
        return new Problem(
                HttpStatus.CONFLICT,
                "List too long",
                entries + " entries: " + NextStep.tooLong(lengths),
                null);
    }
}
