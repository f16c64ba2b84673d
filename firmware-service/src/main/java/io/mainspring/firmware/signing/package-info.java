/**
 * Looks at the signature and the certificate of firmware before they are sent (whitepaper A00.FR.706), so that
 * a mistake shows here and not as InvalidSignature of a thousand charge points.
 */
@NullMarked
package io.mainspring.firmware.signing;

import org.jspecify.annotations.NullMarked;
