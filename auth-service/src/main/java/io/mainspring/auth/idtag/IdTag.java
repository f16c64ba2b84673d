package io.mainspring.auth.idtag;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * One idTag through all its registrations: deleting it ends a registration, not the aggregate, so
 * that it can be registered again and its history stays one.
 */
class IdTag {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable String key;

    /** As registered; null while it is not. */
    private @Nullable String spelling;

    /** Null while it is not registered. */
    private @Nullable Terms terms;

    IdTag() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Effect handle(IdTagCommand.Register command) {
        if (terms == null) {
            return register(command.idTag(), command.terms());
        }
        return terms.equals(command.terms()) ? Effect.UNCHANGED : Effect.REGISTERED_OTHERWISE;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    Effect handle(IdTagCommand.RegisterFirst command) {
        return register(command.idTag(), command.terms());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Effect handle(IdTagCommand.Put command) {
        if (spelling == null) {
            return register(command.idTag(), command.terms());
        }
        var wanted = command.terms();
        if (wanted.equals(terms)) {
            return Effect.UNCHANGED;
        }
        apply(
                new IdTagEvent.Changed(
                        spelling, wanted.standing(), wanted.expiryDate(), wanted.parentIdTag()));
        return Effect.CHANGED;
    }

    /** An idTag without history stays without: nothing is applied. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Effect handle(IdTagCommand.Delete command) {
        if (spelling == null) {
            return Effect.NOT_REGISTERED;
        }
        apply(new IdTagEvent.Deleted(spelling));
        return Effect.DELETED;
    }

    private static Effect register(String idTag, Terms terms) {
        apply(
                new IdTagEvent.Registered(
                        idTag, terms.standing(), terms.expiryDate(), terms.parentIdTag()));
        return Effect.REGISTERED;
    }

    @EventSourcingHandler
    void on(IdTagEvent event) {
        key = IdTagKey.of(event.idTag());
        switch (event) {
            case IdTagEvent.Registered e -> {
                spelling = e.idTag();
                terms = new Terms(e.status(), e.expiryDate(), e.parentIdTag());
            }
            case IdTagEvent.Changed e ->
                    terms = new Terms(e.status(), e.expiryDate(), e.parentIdTag());
            case IdTagEvent.Deleted _ -> {
                spelling = null;
                terms = null;
            }
        }
    }
}
