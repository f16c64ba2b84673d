/**
 * chargepoint-service: who the charge points are, how they may connect and in which registration
 * state, how they are configured, what their connectors report and which wishes operators have for
 * them. Knows nothing of idTags and transactions, and sends nothing to a charge point that nobody
 * asked for.
 */
@NullMarked
package io.mainspring.chargepoint;

import org.jspecify.annotations.NullMarked;
