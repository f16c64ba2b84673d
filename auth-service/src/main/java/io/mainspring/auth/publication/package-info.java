/**
 * Turns stored events into the published ones of {@code events.auth}: the only place that knows
 * both vocabularies.
 */
@NullMarked
package io.mainspring.auth.publication;

import org.jspecify.annotations.NullMarked;
