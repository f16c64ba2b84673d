/**
 * What chargepoint-service publishes on {@code events.chargepoint}: who the charge points are, in
 * which registration state, what their connectors report, and what they send on their own.
 *
 * <p>The key of each record is the charge point id in its canonical spelling, so everything about
 * one charge point arrives in its order. Delivery is at least once; the event's id tells repeats.
 * No event carries a secret.
 */
@NullMarked
package io.mainspring.contracts.chargepoint;

import org.jspecify.annotations.NullMarked;
