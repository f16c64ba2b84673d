/** The ledger on a real broker and a real database, read as operators read it. */
@NullMarked
package io.mainspring.correlation.ledger;

import org.jspecify.annotations.NullMarked;
