/**
 * What one message costs the processor: reading, checking and writing payloads and frames. Nothing
 * here needs an engine or a socket.
 */
@NullMarked
package io.mainspring.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
