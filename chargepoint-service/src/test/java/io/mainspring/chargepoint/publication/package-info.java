/** Tests of this feature. */
@NullMarked
package io.mainspring.chargepoint.publication;

import org.jspecify.annotations.NullMarked;
