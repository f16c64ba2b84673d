package io.mainspring.smartcharging.site;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** What happened to a site, as it is stored. */
public sealed interface SiteEvent {

    String siteId();

    record Created(
            String siteId,
            String name,
            GridLimit limit,
            SiteSettings settings,
            List<Member> members)
            implements SiteEvent {
        public Created {
            members = List.copyOf(members);
        }
    }

    record Changed(String siteId, String name, SiteSettings settings) implements SiteEvent {}

    record LimitChanged(String siteId, GridLimit limit) implements SiteEvent {}

    record MembersChanged(String siteId, List<Member> members) implements SiteEvent {
        public MembersChanged {
            members = List.copyOf(members);
        }
    }

    /**
     * The charge points accepted other shares. Told when they have settled, not for each order.
     *
     * @param gridLimit A per phase at that time
     * @param shares of what charges, by charge point and connector
     */
    record AllocationChanged(String siteId, Instant at, BigDecimal gridLimit, List<Share> shares)
            implements SiteEvent {
        public AllocationChanged {
            shares = List.copyOf(shares);
        }
    }

    /**
     * What a transaction may draw.
     *
     * @param limit A per phase
     */
    record Share(String chargePointId, int connectorId, int transactionId, BigDecimal limit) {}

    record Deleted(String siteId) implements SiteEvent {}
}
