/** Composite schedules over REST, on a real broker and database. */
@NullMarked
package io.mainspring.smartcharging.composite;

import org.jspecify.annotations.NullMarked;
