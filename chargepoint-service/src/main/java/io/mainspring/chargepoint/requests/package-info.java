/** What charge points send to this service: sorted by action, handed to whom it concerns. */
@NullMarked
package io.mainspring.chargepoint.requests;

import org.jspecify.annotations.NullMarked;
