/** What the world learns of idTags, as somebody else's CloudEvents reader sees it. */
@NullMarked
package io.mainspring.auth.publication;

import org.jspecify.annotations.NullMarked;
