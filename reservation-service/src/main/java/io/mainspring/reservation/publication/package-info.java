/**
 * Turns stored events into the published ones of {@code events.reservation}: the only place that
 * knows both vocabularies.
 */
@NullMarked
package io.mainspring.reservation.publication;

import org.jspecify.annotations.NullMarked;
