package io.mainspring.smartcharging.profile;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mainspring.smartcharging.ChargePointKey;
import io.mainspring.smartcharging.profile.ProfileEvent.Cause;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The profiles of one charge point as we believe them to be installed. They survive its reboots
 * (errata 3.37). What is so already makes no event: outcomes are delivered at least once.
 */
class InstalledProfiles {

    /** More than one poll may bring again. */
    private static final int REMEMBERED_COMMANDS = 64;

    // null until the first event: Axon would take an empty one for an identifier
    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable String stream;

    private List<Believed> installed = new ArrayList<>();

    /** Commands whose outcome is in the stream already. */
    private Deque<UUID> commands = new ArrayDeque<>();

    InstalledProfiles() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ProfileCommand.Install c) {
        if (commands.contains(c.commandId())) {
            return;
        }
        var profile = new Believed(c.connectorId(), c.profile());
        apply(
                new ProfileEvent.Installed(
                        c.chargePointId(),
                        c.connectorId(),
                        c.profile(),
                        ids(profile.replacedOf(installed)),
                        c.origin(),
                        c.commandId(),
                        c.requestedBy(),
                        c.at()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ProfileCommand.Refuse c) {
        if (!commands.contains(c.commandId())) {
            apply(
                    new ProfileEvent.Refused(
                            c.chargePointId(),
                            c.connectorId(),
                            c.chargingProfileId(),
                            c.reason(),
                            c.commandId(),
                            c.requestedBy(),
                            c.at()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ProfileCommand.Clear c) {
        if (!commands.contains(c.commandId())) {
            clear(
                    c.chargePointId(),
                    profile -> profile.matches(c.criteria()),
                    Cause.CLEAR_CHARGING_PROFILE,
                    c.commandId(),
                    c.requestedBy(),
                    c.at());
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ProfileCommand.EndTransaction c) {
        clear(
                c.chargePointId(),
                profile -> profile.endsWith(c.connectorId(), c.transactionId()),
                Cause.TRANSACTION_ENDED,
                null,
                null,
                c.at());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ProfileCommand.Retire c) {
        clear(c.chargePointId(), _ -> true, Cause.CHARGE_POINT_RETIRED, null, null, c.at());
    }

    private void clear(
            String chargePointId,
            Predicate<Believed> which,
            Cause cause,
            @Nullable UUID commandId,
            @Nullable String requestedBy,
            Instant at) {
        var gone = installed.stream().filter(which).toList();
        if (!gone.isEmpty()) {
            apply(
                    new ProfileEvent.Cleared(
                            chargePointId, ids(gone), cause, commandId, requestedBy, at));
        }
    }

    @EventSourcingHandler
    void on(ProfileEvent event) {
        stream = "profiles:" + ChargePointKey.of(event.chargePointId());
        switch (event) {
            case ProfileEvent.Installed e -> {
                remove(e.replaced());
                installed.add(new Believed(e.connectorId(), e.profile()));
                remember(e.commandId());
            }
            case ProfileEvent.Refused e -> remember(e.commandId());
            case ProfileEvent.Cleared e -> {
                remove(e.chargingProfileIds());
                if (e.commandId() != null) {
                    remember(e.commandId());
                }
            }
        }
    }

    private void remove(List<Integer> ids) {
        installed.removeIf(profile -> ids.contains(profile.profile().chargingProfileId()));
    }

    private void remember(UUID commandId) {
        commands.addLast(commandId);
        if (commands.size() > REMEMBERED_COMMANDS) {
            commands.removeFirst();
        }
    }

    private static List<Integer> ids(List<Believed> profiles) {
        return profiles.stream().map(profile -> profile.profile().chargingProfileId()).toList();
    }

    @Override
    public String toString() {
        return stream + " " + installed.size() + " profiles";
    }
}
