/**
 * Composite schedules as operators ask for them: computed here from what we believe is installed,
 * and beside what the charge point reports. The arithmetic is in {@code schedule}; this package
 * gathers what goes in.
 */
@NullMarked
package io.mainspring.smartcharging.composite;

import org.jspecify.annotations.NullMarked;
