/**
 * What the platform promises, tried from outside: charge points over real sockets, operators over REST, events on Kafka and
 * rows in PostgreSQL. One assembled platform serves all classes of a run.
 *
 * <p>Methods named {@code tc_...} are the cases of the conformance tool for a central system, those named {@code x_...} our
 * own beside them; docs/conformance.md lists both.
 */
@NullMarked
package io.mainspring.scenarios;

import org.jspecify.annotations.NullMarked;
