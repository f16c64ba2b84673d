/** Tests of this feature. */
@NullMarked
package io.mainspring.chargepoint.requests;

import org.jspecify.annotations.NullMarked;
