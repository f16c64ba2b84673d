/** Tests of the published events' form. */
@NullMarked
package io.mainspring.reservation.publication;

import org.jspecify.annotations.NullMarked;
