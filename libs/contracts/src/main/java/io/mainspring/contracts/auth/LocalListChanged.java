package io.mainspring.contracts.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The local authorization list of a charge point has come to a new state: all that is said of it.
 *
 * @param listVersion the version whose contents it is known to hold, 0 if it holds nothing; null: not
 *     known
 * @param reason why it failed, in words; null: it did not
 * @param at when that was heard or decided
 */
@PublishedAs("local-list.changed.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LocalListChanged(
        String chargePointId,
        LocalListState state,
        @Nullable Integer listVersion,
        @Nullable String reason,
        Instant at) {}
