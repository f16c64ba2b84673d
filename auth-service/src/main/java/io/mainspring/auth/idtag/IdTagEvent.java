package io.mainspring.auth.idtag;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an idTag, as it is stored; the aggregate's identifier is the {@link IdTagKey}.
 * Both kinds of terms are told whole, so the latest event alone says how things stand.
 */
public sealed interface IdTagEvent {

    /**
     * @param idTag the spelling that is kept from now on
     */
    record Registered(
            String idTag,
            Standing status,
            @Nullable Instant expiryDate,
            @Nullable String parentIdTag)
            implements IdTagEvent {}

    /**
     * @param idTag the spelling it was registered with
     */
    record Changed(
            String idTag,
            Standing status,
            @Nullable Instant expiryDate,
            @Nullable String parentIdTag)
            implements IdTagEvent {}

    /**
     * @param idTag the spelling it was registered with
     */
    record Deleted(String idTag) implements IdTagEvent {}

    String idTag();
}
