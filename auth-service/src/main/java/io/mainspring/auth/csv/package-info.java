/**
 * Comma-separated values as RFC 4180 has them, read and written line by line in bounded memory.
 *
 * <p>Knows nothing of idTags. The one restriction: a record is one line. In return a broken line
 * spoils no other: reading goes on behind the next line break.
 */
@NullMarked
package io.mainspring.auth.csv;

import org.jspecify.annotations.NullMarked;
