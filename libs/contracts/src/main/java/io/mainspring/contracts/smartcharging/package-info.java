/**
 * What smartcharging-service publishes on {@code events.smartcharging}. The key of each record is the charge point id in
 * its canonical spelling; of what happens to a site, the site's id. Delivery is at least once; the event's id tells repeats.
 */
@NullMarked
package io.mainspring.contracts.smartcharging;

import org.jspecify.annotations.NullMarked;
