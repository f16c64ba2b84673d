/** Tests of this feature. */
@NullMarked
package io.mainspring.chargepoint.registration;

import org.jspecify.annotations.NullMarked;
