/**
 * The read side: how each reservation stands and what happened to it, as operators and BI tools see
 * it. A projection of the stored events that decides nothing.
 */
@NullMarked
package io.mainspring.reservation.overview;

import org.jspecify.annotations.NullMarked;
