/** Security events that charge points report: kept and published, nothing is decided about them. */
@NullMarked
package io.mainspring.chargepoint.securityevent;

import org.jspecify.annotations.NullMarked;
