/**
 * What limit holds when: the composite schedule of a charge point's charging profiles, and how it compares with the
 * one that a charge point reports.
 *
 * <p>Arithmetic only: no clock, no framework, no storage. Profiles, transactions and the nominal voltage come from
 * outside; the rules and where they were open are in ADR 0021.
 */
@NullMarked
package io.mainspring.smartcharging.schedule;

import org.jspecify.annotations.NullMarked;
