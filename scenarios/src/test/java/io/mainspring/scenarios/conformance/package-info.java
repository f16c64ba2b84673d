/**
 * Which case of the certification is which test, and how the tests ended: {@code cases.tsv} lists
 * the 77 cases, the scenarios bear their ids, and a run of all scenarios writes {@code
 * target/conformance.md}, of which {@code docs/conformance.md} is the committed copy.
 */
@NullMarked
package io.mainspring.scenarios.conformance;

import org.jspecify.annotations.NullMarked;
