/**
 * A charge point that behaves by itself as a real one does: boots, reports, charges, obeys, loses its connection and
 * comes back with what it could not deliver.
 *
 * <p>Everything of one charge point, its socket included, lives on one event loop: no locks, no thread of its own. Who
 * arrives at its connectors and when is not decided here but in {@code fleet}, or by a person.
 */
@NullMarked
package io.mainspring.simulator.chargepoint;

import org.jspecify.annotations.NullMarked;
