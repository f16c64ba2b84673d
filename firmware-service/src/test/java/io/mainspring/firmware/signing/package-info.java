/** Tests of the package of the same name. */
@NullMarked
package io.mainspring.firmware.signing;

import org.jspecify.annotations.NullMarked;
