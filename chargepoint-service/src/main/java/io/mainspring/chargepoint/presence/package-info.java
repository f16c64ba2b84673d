/**
 * Who is connected and when somebody was last heard of, as far as this service sees it: for lists.
 * Who may be sent to is correlation-service's matter.
 */
@NullMarked
package io.mainspring.chargepoint.presence;

import org.jspecify.annotations.NullMarked;
