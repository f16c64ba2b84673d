package io.mainspring.contracts.auth;

import io.mainspring.contracts.PublishedAs;
import java.time.Instant;

/** A charge point's local authorization list is no longer kept up by us; it may still hold it. */
@PublishedAs("local-list.deleted.v1")
public record LocalListDeleted(String chargePointId, Instant deletedAt) {}
