/**
 * Who may connect: the gateway's copy of the admissions that chargepoint-service publishes, and the
 * comparison of keys. Decides nothing about a charge point that is not written there.
 */
@NullMarked
package io.mainspring.gateway.admission;

import org.jspecify.annotations.NullMarked;
