/**
 * What auth-service publishes on {@code events.auth}: the idTags as operators keep them.
 *
 * <p>The key of each record is the idTag in lower case, so all changes of one idTag arrive in their
 * order. The topic is compacted: whoever has read it from its beginning knows every idTag, if not
 * its history. Delivery is at least once; applying an event again changes nothing.
 */
@NullMarked
package io.mainspring.contracts.auth;

import org.jspecify.annotations.NullMarked;
