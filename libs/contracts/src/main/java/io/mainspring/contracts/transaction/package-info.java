/**
 * What transaction-service publishes on {@code events.transaction}: how transactions began and
 * ended.
 *
 * <p>The key of each record is the charge point id, so all events of one transaction arrive in
 * their order. Delivery is at least once; the CloudEvents id tells repeats. Energies are Wh;
 * statuses and reasons are spelled as OCPP 1.6 spells them, and readers must bear ones they do not
 * know.
 */
@NullMarked
package io.mainspring.contracts.transaction;

import org.jspecify.annotations.NullMarked;
