/**
 * What connectors report about themselves: the present status as a fact, the past as intervals.
 * Never refuses a report and never judges a transition.
 */
@NullMarked
package io.mainspring.chargepoint.connector;

import org.jspecify.annotations.NullMarked;
