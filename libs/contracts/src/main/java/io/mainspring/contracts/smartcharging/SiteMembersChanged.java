package io.mainspring.contracts.smartcharging;

import io.mainspring.contracts.PublishedAs;
import java.math.BigDecimal;
import java.util.List;

/** Other charge points are in a site, or under other terms. */
@PublishedAs("site.members-changed.v1")
public record SiteMembersChanged(String siteId, List<Member> members) {

    public SiteMembersChanged {
        members = List.copyOf(members);
    }

    /**
     * A charge point of the site.
     *
     * @param maxCurrent A per phase of each connector
     * @param priority the higher, the earlier it is served
     */
    public record Member(
            String chargePointId, int connectors, BigDecimal maxCurrent, int priority) {}
}
