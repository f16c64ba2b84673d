/**
 * What this service knows of idTags: a projection of auth-service's published events, and the
 * verdict that follows from it. Never asks another service, never changes an idTag.
 */
@NullMarked
package io.mainspring.transaction.idtags;

import org.jspecify.annotations.NullMarked;
