/** Tests of moves to higher security profiles. */
@NullMarked
package io.mainspring.chargepoint.upgrade;

import org.jspecify.annotations.NullMarked;
