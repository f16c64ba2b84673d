/** Tests of security events. */
@NullMarked
package io.mainspring.chargepoint.securityevent;

import org.jspecify.annotations.NullMarked;
