package io.mainspring.contracts.auth;

import io.mainspring.contracts.PublishedAs;

/**
 * An idTag is no longer registered: from now on it is Invalid, as one that never was.
 *
 * @param idTag spelling as it was registered
 */
@PublishedAs("id-tag.deleted.v1")
public record IdTagDeleted(String idTag) {}
