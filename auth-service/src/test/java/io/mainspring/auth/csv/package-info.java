/** CSV against RFC 4180 and against somebody else's reader and writer. */
@NullMarked
package io.mainspring.auth.csv;

import org.jspecify.annotations.NullMarked;
