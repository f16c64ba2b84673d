/** The composite schedule against a second, slow and simple implementation, and at its boundaries. */
@NullMarked
package io.mainspring.smartcharging.schedule;

import org.jspecify.annotations.NullMarked;
