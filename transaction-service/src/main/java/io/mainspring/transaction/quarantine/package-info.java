/**
 * What charge points reported and nobody could attribute to a transaction, or even read: kept as it
 * came, listed for operators, and either assigned to a transaction or dismissed by one. Nothing is
 * ever deleted (docs/adr/0014).
 */
@NullMarked
package io.mainspring.transaction.quarantine;

import org.jspecify.annotations.NullMarked;
