/** Local lists, from the aggregate to the whole service with a charge point at its other end. */
@NullMarked
package io.mainspring.auth.locallist;

import org.jspecify.annotations.NullMarked;
