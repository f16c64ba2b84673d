/**
 * The command line: {@code simulate} starts a fleet of charge points and shows on the terminal how it fares.
 *
 * <p>Everything it does can be done as a library, too: see {@code chargepoint} (one that lives by itself), {@code fleet}
 * (many, and load) and {@code scripted} (one that does what a test says).
 */
@NullMarked
package io.mainspring.simulator;

import org.jspecify.annotations.NullMarked;
