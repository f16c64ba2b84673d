package io.mainspring.smartcharging.site;

import java.time.Instant;
import java.util.List;

/**
 * A site as operators see it.
 *
 * @param gridLimit with the periods in which it is another one
 */
record SiteView(
        String siteId,
        String name,
        GridLimit gridLimit,
        SiteSettings settings,
        List<Member> members,
        Instant createdAt,
        Instant changedAt) {}
