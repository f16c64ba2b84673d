/**
 * Meter values: facts in bulk, one row per sampled value in a table partitioned by month of
 * receipt. Normalises energies and powers, keeps the original verbatim. Decides nothing: which
 * transaction a sample belongs to is told by its caller.
 */
@NullMarked
package io.mainspring.transaction.metervalues;

import org.jspecify.annotations.NullMarked;
