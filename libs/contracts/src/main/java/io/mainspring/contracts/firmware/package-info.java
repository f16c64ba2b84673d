/**
 * What firmware-service publishes on {@code events.firmware}. The key of each record is the charge point id in
 * its canonical spelling; of a campaign's own events, the campaign id. Delivery is at least once; the event's
 * id tells repeats.
 */
@NullMarked
package io.mainspring.contracts.firmware;

import org.jspecify.annotations.NullMarked;
