/** The arithmetic of lists, held to its promises with random ones. */
@NullMarked
package io.mainspring.auth.locallist.content;

import org.jspecify.annotations.NullMarked;
