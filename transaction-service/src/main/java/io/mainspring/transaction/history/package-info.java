/**
 * The read side: every transaction as one row, made from the events and from nothing else, so it
 * can be rebuilt at any time. What BI reads stands on it.
 */
@NullMarked
package io.mainspring.transaction.history;

import org.jspecify.annotations.NullMarked;
