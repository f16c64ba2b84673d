/**
 * A charge point that does what a test says, step by step, and nothing by itself.
 *
 * <p>Blocking with time-outs, as tests want it; every frame of the central system is kept as it came, so that its form can
 * be judged too.
 */
@NullMarked
package io.mainspring.simulator.scripted;

import org.jspecify.annotations.NullMarked;
