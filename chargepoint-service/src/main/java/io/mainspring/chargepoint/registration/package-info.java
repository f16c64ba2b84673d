/**
 * The charge point itself: how it becomes known, what it is answered at boot, its keys, its
 * settings, and the wishes and configuration that it took over. The aggregate decides, its one view
 * and the admissions for the gateways follow from its events.
 */
@NullMarked
package io.mainspring.chargepoint.registration;

import org.jspecify.annotations.NullMarked;
