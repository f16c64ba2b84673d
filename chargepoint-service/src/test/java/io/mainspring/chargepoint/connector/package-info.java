/** Tests of this feature. */
@NullMarked
package io.mainspring.chargepoint.connector;

import org.jspecify.annotations.NullMarked;
