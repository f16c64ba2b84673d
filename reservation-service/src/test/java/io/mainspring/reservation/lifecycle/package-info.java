/** Tests of how reservations begin, are used and end: the aggregate alone, and the service on real engines. */
@NullMarked
package io.mainspring.reservation.lifecycle;

import org.jspecify.annotations.NullMarked;
