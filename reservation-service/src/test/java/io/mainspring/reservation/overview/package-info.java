/** Tests of what operators and BI tools read. */
@NullMarked
package io.mainspring.reservation.overview;

import org.jspecify.annotations.NullMarked;
