package io.mainspring.auth.idtag;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that an operator can say about an idTag.
 *
 * @param expiryDate from this instant on it is Expired; null: never
 * @param parentIdTag its group; null: none
 */
record Terms(Standing standing, @Nullable Instant expiryDate, @Nullable String parentIdTag) {}
