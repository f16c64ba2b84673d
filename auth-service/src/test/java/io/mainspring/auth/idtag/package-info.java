/** The idTags: decisions, contracts of stored events, REST and CSV against a real database. */
@NullMarked
package io.mainspring.auth.idtag;

import org.jspecify.annotations.NullMarked;
