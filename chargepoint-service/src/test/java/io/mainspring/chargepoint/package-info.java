/** Tests of chargepoint-service as a whole, and what its slice tests hold in their hands. */
@NullMarked
package io.mainspring.chargepoint;

import org.jspecify.annotations.NullMarked;
