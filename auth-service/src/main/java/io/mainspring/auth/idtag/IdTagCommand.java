package io.mainspring.auth.idtag;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of an {@link IdTag}; the answer is an {@link Effect}. */
sealed interface IdTagCommand {

    String idTag();

    /** Spellings that differ in case only go to the same aggregate. */
    @TargetAggregateIdentifier
    default String key() {
        return IdTagKey.of(idTag());
    }

    /** Register an idTag; one that is registered on other terms keeps them. */
    record Register(String idTag, Terms terms) implements IdTagCommand {}

    /**
     * Register an idTag that has no history at all. Nothing is loaded to check that: if it has one,
     * the event store's uniqueness rule fails the whole unit of work when it commits.
     */
    record RegisterFirst(String idTag, Terms terms) implements IdTagCommand {}

    /** Set the terms, and register the idTag if it is not. */
    record Put(String idTag, Terms terms) implements IdTagCommand {}

    /** End the registration. */
    record Delete(String idTag) implements IdTagCommand {}
}
