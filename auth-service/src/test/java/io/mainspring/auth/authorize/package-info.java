/** Authorize: the verdict as a function, and a poll of requests against broker and database. */
@NullMarked
package io.mainspring.auth.authorize;

import org.jspecify.annotations.NullMarked;
