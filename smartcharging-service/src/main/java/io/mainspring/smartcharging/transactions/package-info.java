/**
 * Which transactions run where: a projection of what transaction-service publishes. Never asks
 * another service and decides nothing about a transaction; features that must act when one starts
 * or ends are told within the commit that records it.
 */
@NullMarked
package io.mainspring.smartcharging.transactions;

import org.jspecify.annotations.NullMarked;
