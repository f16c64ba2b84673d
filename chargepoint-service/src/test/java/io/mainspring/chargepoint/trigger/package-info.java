/** Tests of what comes of triggers, on a real broker and a real database. */
@NullMarked
package io.mainspring.chargepoint.trigger;

import org.jspecify.annotations.NullMarked;
