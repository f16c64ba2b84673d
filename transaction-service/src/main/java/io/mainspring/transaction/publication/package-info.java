/**
 * What the world learns of transactions: stored events become published ones here, and only here.
 */
@NullMarked
package io.mainspring.transaction.publication;

import org.jspecify.annotations.NullMarked;
