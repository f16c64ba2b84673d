/** What it costs to know a charge point's limits: composite schedules. Needs no engine and no socket. */
@NullMarked
package io.mainspring.benchmarks.schedule;

import org.jspecify.annotations.NullMarked;
