/**
 * Keeps the charge points of a site under its grid limit, whatever drops out: who is in it and what it may draw (an
 * aggregate), what each charge point may be obeying (the ledgers), and what to order next (pure functions).
 *
 * <p>Transactions and answers of charge points come from the sibling packages; nothing here runs unless a site
 * exists. The protocol and its proof are in ADR 0022.
 */
@NullMarked
package io.mainspring.smartcharging.site;

import org.jspecify.annotations.NullMarked;
