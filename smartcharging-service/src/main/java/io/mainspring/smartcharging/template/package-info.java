/**
 * Profiles kept under a name, and their installation on many charge points: a bounded number at a
 * time, with progress. Whether a charge point has the profile is not decided here but by its answer
 * (see {@code profile}).
 */
@NullMarked
package io.mainspring.smartcharging.template;

import org.jspecify.annotations.NullMarked;
