/**
 * Calls to charge points: asked for over REST or by a service, sent once, awaited, their outcomes
 * handed over. Which socket they reach is correlation-service's matter.
 */
@NullMarked
package io.mainspring.kit.calls;

import org.jspecify.annotations.NullMarked;
