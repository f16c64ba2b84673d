package io.mainspring.contracts.smartcharging;

import io.mainspring.contracts.PublishedAs;

/** A site is no more; its charge points are freed of its limits as soon as they can be told. */
@PublishedAs("site.deleted.v1")
public record SiteDeleted(String siteId) {}
