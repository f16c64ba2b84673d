/** Tests of the package of the same name. */
@NullMarked
package io.mainspring.firmware.campaign;

import org.jspecify.annotations.NullMarked;
