/** What the platform and its parts achieve, measured. The load run's command line is here. */
@NullMarked
package io.mainspring.benchmarks;

import org.jspecify.annotations.NullMarked;
