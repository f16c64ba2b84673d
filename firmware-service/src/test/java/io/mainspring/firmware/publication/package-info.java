/** Tests of the package of the same name. */
@NullMarked
package io.mainspring.firmware.publication;

import org.jspecify.annotations.NullMarked;
