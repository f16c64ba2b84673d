/** Tests of this feature. */
@NullMarked
package io.mainspring.chargepoint.datatransfer;

import org.jspecify.annotations.NullMarked;
