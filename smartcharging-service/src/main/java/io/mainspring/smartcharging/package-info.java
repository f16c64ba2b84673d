/**
 * Owns the charging profiles as they are believed to be installed, the schedules that follow from them, and the
 * limits of sites.
 *
 * <p>Owns no transaction: which ones run it reads from what transaction-service publishes.
 */
@NullMarked
package io.mainspring.smartcharging;

import org.jspecify.annotations.NullMarked;
