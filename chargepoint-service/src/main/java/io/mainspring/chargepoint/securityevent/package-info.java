/** Security events that charge points report: kept, listed, published, the critical ones marked. */
@NullMarked
package io.mainspring.chargepoint.securityevent;

import org.jspecify.annotations.NullMarked;
