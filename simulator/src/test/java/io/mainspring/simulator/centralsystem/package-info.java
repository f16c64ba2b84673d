/** A central system just large enough to be talked to by the charge points under test. */
@NullMarked
package io.mainspring.simulator.centralsystem;

import org.jspecify.annotations.NullMarked;
