/**
 * Moves a charge point to a higher security profile in one operation (security whitepaper A05):
 * what it needs there first, then the SecurityProfile, then a reset, then its return. While that
 * is under way both profiles open the door; afterwards one does. Who may connect is decided in
 * {@code registration}, which certificate is signed in {@code certificate}.
 */
@NullMarked
package io.mainspring.chargepoint.upgrade;

import org.jspecify.annotations.NullMarked;
