/** Counts what tolerant reading had to repair, per charge point: material for its vendor. */
@NullMarked
package io.mainspring.chargepoint.deviation;

import org.jspecify.annotations.NullMarked;
