package io.mainspring.auth.idtag;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An idTag as operators see it.
 *
 * @param idTag spelling as registered
 * @param status what the operator says: Accepted or Blocked
 * @param expiryDate from this instant on Authorize answers Expired; absent: never
 * @param parentIdTag its group; absent: none
 * @param registeredAt when the present registration began
 * @param changedAt when it last changed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record IdTagView(
        String idTag,
        Standing status,
        @Nullable Instant expiryDate,
        @Nullable String parentIdTag,
        Instant registeredAt,
        Instant changedAt) {

    @JsonIgnore
    Terms terms() {
        return new Terms(status, expiryDate, parentIdTag);
    }
}
