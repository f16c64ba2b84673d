/**
 * What operators ask of a charge point and needs no feature of its own, and what the charge point
 * took over of everything it was asked.
 */
@NullMarked
package io.mainspring.chargepoint.commands;

import org.jspecify.annotations.NullMarked;
