/**
 * The ledger of commands and connections: rows fed from the topics, read by operators. Rows are
 * idempotent and order-independent, so the topics may be read again at any time. Decides nothing;
 * the topology of the sibling package does not wait for it.
 */
@NullMarked
package io.mainspring.correlation.ledger;

import org.jspecify.annotations.NullMarked;
