package io.mainspring.smartcharging.site;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** A group of charge points behind one grid connection, and what its operator wants of it. */
class Site {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable String siteId;

    private @Nullable String name;
    private @Nullable GridLimit limit;
    private @Nullable SiteSettings settings;
    private List<Member> members = List.of();
    private List<SiteEvent.Share> shares = List.of();

    Site() {}

    @CommandHandler
    Site(SiteCommand.Create command) {
        apply(
                new SiteEvent.Created(
                        command.siteId(),
                        command.name(),
                        command.limit(),
                        command.settings(),
                        command.members()));
    }

    @CommandHandler
    void handle(SiteCommand.Change command) {
        if (!command.name().equals(name) || !command.settings().equals(settings)) {
            apply(new SiteEvent.Changed(command.siteId(), command.name(), command.settings()));
        }
    }

    @CommandHandler
    void handle(SiteCommand.SetLimit command) {
        if (!command.limit().equals(limit)) {
            apply(new SiteEvent.LimitChanged(command.siteId(), command.limit()));
        }
    }

    /** The newest of two that join at once keeps the other: who is in it is decided here. */
    @CommandHandler
    void handle(SiteCommand.Join command) {
        var joined = new ArrayList<Member>(members.size() + 1);
        boolean isNew = true;
        for (var member : members) {
            boolean isIt = member.is(command.chargePointId());
            joined.add(isIt ? command.terms().of(member) : member);
            isNew &= !isIt;
        }
        if (isNew) {
            joined.add(command.terms().member(command.chargePointId()));
        }
        setMembers(command.siteId(), joined);
    }

    @CommandHandler
    void handle(SiteCommand.Leave command) {
        setMembers(
                command.siteId(),
                members.stream().filter(member -> !member.is(command.chargePointId())).toList());
    }

    private void setMembers(String id, List<Member> newMembers) {
        if (!newMembers.equals(members)) {
            apply(new SiteEvent.MembersChanged(id, newMembers));
        }
    }

    @CommandHandler
    void handle(SiteCommand.RecordAllocation command) {
        if (!command.shares().equals(shares)) {
            apply(
                    new SiteEvent.AllocationChanged(
                            command.siteId(), command.at(), command.gridLimit(), command.shares()));
        }
    }

    @CommandHandler
    void handle(SiteCommand.Delete command) {
        apply(new SiteEvent.Deleted(command.siteId()));
    }

    @EventSourcingHandler
    void on(SiteEvent event) {
        siteId = event.siteId();
        switch (event) {
            case SiteEvent.Created e -> {
                name = e.name();
                limit = e.limit();
                settings = e.settings();
                members = e.members();
            }
            case SiteEvent.Changed e -> {
                name = e.name();
                settings = e.settings();
            }
            case SiteEvent.LimitChanged e -> limit = e.limit();
            case SiteEvent.MembersChanged e -> members = e.members();
            case SiteEvent.AllocationChanged e -> shares = e.shares();
            case SiteEvent.Deleted _ -> markDeleted();
        }
    }
}
