/** The topology: every race in Kafka's own test driver, survival on a real broker. */
@NullMarked
package io.mainspring.correlation.stream;

import org.jspecify.annotations.NullMarked;
