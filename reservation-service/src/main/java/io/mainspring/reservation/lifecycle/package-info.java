/**
 * The life of a reservation: asked for by operators, answered by the charge point, used by a
 * transaction or ended by the clock, a cancellation or a failure. {@link
 * io.mainspring.reservation.lifecycle.Reservation} decides; the listeners around it only translate.
 */
@NullMarked
package io.mainspring.reservation.lifecycle;

import org.jspecify.annotations.NullMarked;
