/**
 * The transactions of all charge points: their start, their end, their meter values, and the remote
 * starts and stops that operators ask for. Always answers a charge point; what it reports is kept
 * even if nobody can attribute it.
 *
 * <p>Does not administrate idTags (it keeps a projection of auth-service's events), sets no prices,
 * and knows nothing of sockets.
 */
@NullMarked
package io.mainspring.transaction;

import org.jspecify.annotations.NullMarked;
