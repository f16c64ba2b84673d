/** Tests of this feature. */
@NullMarked
package io.mainspring.chargepoint.commands;

import org.jspecify.annotations.NullMarked;
