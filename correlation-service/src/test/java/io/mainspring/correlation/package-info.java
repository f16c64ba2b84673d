/** The service as a whole. */
@NullMarked
package io.mainspring.correlation;

import org.jspecify.annotations.NullMarked;
