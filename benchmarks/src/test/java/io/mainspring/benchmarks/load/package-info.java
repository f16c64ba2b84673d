/** The parts of the load run that can be wrong without any load. */
@NullMarked
package io.mainspring.benchmarks.load;

import org.jspecify.annotations.NullMarked;
