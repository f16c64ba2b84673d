/** Tests of frames, a row of the protocol each. */
@NullMarked
package io.mainspring.ocpp.frame;

import org.jspecify.annotations.NullMarked;
