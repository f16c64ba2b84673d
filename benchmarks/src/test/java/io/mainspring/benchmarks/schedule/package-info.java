/** That the benchmarks measure what they say. */
@NullMarked
package io.mainspring.benchmarks.schedule;

import org.jspecify.annotations.NullMarked;
