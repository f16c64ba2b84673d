/** Tests of certificates: the authority, the requests, what charge points hold. */
@NullMarked
package io.mainspring.chargepoint.certificate;

import org.jspecify.annotations.NullMarked;
