/**
 * What auth-service publishes on {@code events.auth}: the idTags as operators keep them, and how
 * the local authorization lists of charge points stand.
 *
 * <p>The topic is compacted: whoever has read it from its beginning knows every idTag and the
 * latest state of every list, if not their history. Delivery is at least once; applying an event
 * again changes nothing. Types that a reader does not know are to be skipped.
 *
 * <p>Keys: {@code id-tag.*} the idTag in lower case; {@code local-list.*} the text {@code
 * LocalList/} and the charge point id in lower case. The capitals keep the two apart, whatever
 * idTags are called. All events of one key arrive in their order.
 */
@NullMarked
package io.mainspring.contracts.auth;

import org.jspecify.annotations.NullMarked;
