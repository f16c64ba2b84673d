/** Tests of this feature. */
@NullMarked
package io.mainspring.chargepoint.configuration;

import org.jspecify.annotations.NullMarked;
