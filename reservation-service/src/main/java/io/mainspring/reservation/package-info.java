/**
 * Owns the reservations: from the request to their end, whether used, expired, cancelled, refused or ended by a fault.
 *
 * <p>Owns no transaction and no connector: which transaction used a reservation and which connector is
 * faulted it reads from what their services publish.
 */
@NullMarked
package io.mainspring.reservation;

import org.jspecify.annotations.NullMarked;
