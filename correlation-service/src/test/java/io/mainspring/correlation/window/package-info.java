/** The decider alone: every rule by name, then all of them under random interleavings. */
@NullMarked
package io.mainspring.correlation.window;

import org.jspecify.annotations.NullMarked;
