/** Tests of the module as a whole. */
@NullMarked
package io.mainspring.ocpp;

import org.jspecify.annotations.NullMarked;
