package io.mainspring.contracts.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An idTag was registered, or something about it changed: its whole new state.
 *
 * @param idTag spelling as registered; compare it without regard to case
 * @param expiryDate from this instant on the idTag is Expired; null: never
 * @param parentIdTag the group: two idTags are of one group if theirs are equal without regard to
 *     case; null: in no group
 */
@PublishedAs("id-tag.changed.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IdTagChanged(
        String idTag,
        IdTagStatus status,
        @Nullable Instant expiryDate,
        @Nullable String parentIdTag) {}
