/**
 * What this service knows of the charge points themselves, learnt from chargepoint-service's events: vendor,
 * model, the firmware that runs, and how files can be moved. Decides nothing.
 */
@NullMarked
package io.mainspring.firmware.fleet;

import org.jspecify.annotations.NullMarked;
