/** Tests of the package of the same name. */
@NullMarked
package io.mainspring.firmware.job;

import org.jspecify.annotations.NullMarked;
