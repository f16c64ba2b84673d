/**
 * What leaves this service: stored events as published ones, and the admissions that the gateways
 * open their doors by.
 */
@NullMarked
package io.mainspring.chargepoint.publication;

import org.jspecify.annotations.NullMarked;
