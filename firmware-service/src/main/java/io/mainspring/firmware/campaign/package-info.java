/**
 * One firmware for many charge points, in waves: how far it is, when to go on, when to stop. What happens to a
 * single charge point is a job's matter; a campaign orders jobs and learns how they end.
 */
@NullMarked
package io.mainspring.firmware.campaign;

import org.jspecify.annotations.NullMarked;
