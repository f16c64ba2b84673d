/**
 * What auth-service publishes on {@code events.auth}: the idTags as operators keep them.
 *
 * <p>The key of each record is the idTag in lower case, so all changes of one idTag arrive in their
 * order. Whoever has read the topic from its beginning knows every idTag; delivery is at least
 * once, and applying an event again changes nothing.
 */
@NullMarked
package io.mainspring.contracts.auth;

import org.jspecify.annotations.NullMarked;
