/**
 * Many charge points at once: who arrives when, how fast all of them connect, and what is counted.
 *
 * <p>{@link io.mainspring.simulator.fleet.Fleet} and {@link io.mainspring.simulator.fleet.SessionLoad} are what
 * benchmarks are built from; the command line uses the same.
 */
@NullMarked
package io.mainspring.simulator.fleet;

import org.jspecify.annotations.NullMarked;
