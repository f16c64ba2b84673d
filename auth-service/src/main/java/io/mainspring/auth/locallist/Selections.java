package io.mainspring.auth.locallist;

import io.mainspring.kit.eventsourcing.EventFollowers;
import io.mainspring.kit.web.Problem;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.stereotype.Component;

/** Changes what lists are built from, telling each list no more than the difference. */
@Component
class Selections {

    private static final int ATTEMPTS = 5;

    private final LocalLists lists;
    private final CommandGateway commands;
    private final EventFollowers followers;
    private final Clock clock;

    Selections(LocalLists lists, CommandGateway commands, EventFollowers followers, Clock clock) {
        this.lists = lists;
        this.commands = commands;
        this.followers = followers;
        this.clock = clock;
    }

    /**
     * Returns when the view shows it.
     *
     * @param members groups or idTags; of several spellings the first is kept
     * @throws Problem 409 if the list changes all the time
     */
    void select(
            String chargePointId,
            Source source,
            List<String> members,
            boolean automatic,
            String by) {
        var wanted = new LinkedHashMap<String, String>();
        members.forEach(member -> wanted.putIfAbsent(ListKey.chargePointKey(member), member));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            followers.awaitCaughtUp();
            if (tried(chargePointId, source, wanted, automatic, by)) {
                followers.awaitCaughtUp();
                return;
            }
        }
        throw Problem.conflict("The list is being worked on; try again.");
    }

    private boolean tried(
            String chargePointId,
            Source source,
            Map<String, String> wanted,
            boolean automatic,
            String by) {
        var state = lists.state(chargePointId);
        var chosen = new LinkedHashMap<String, String>();
        if (source == state.source) {
            lists.selected(ListKey.chargePointKey(chargePointId))
                    .forEach(member -> chosen.put(ListKey.chargePointKey(member), member));
        }
        var added = new LinkedHashMap<>(wanted);
        added.keySet().removeAll(chosen.keySet());
        chosen.keySet().removeAll(wanted.keySet());
        try {
            return commands.<Boolean>sendAndWait(
                    new LocalListCommand.Select(
                            chargePointId,
                            state.revision,
                            source,
                            List.copyOf(added.values()),
                            List.copyOf(chosen.values()),
                            automatic,
                            by,
                            clock.instant()));
        } catch (ConcurrencyException | AggregateStreamCreationException e) {
            return false;
        }
    }

    /** Whether there was one. */
    boolean drop(String chargePointId, String by) {
        boolean dropped =
                commands.<Boolean>sendAndWait(
                        new LocalListCommand.Drop(chargePointId, by, clock.instant()));
        followers.awaitCaughtUp();
        return dropped;
    }
}
