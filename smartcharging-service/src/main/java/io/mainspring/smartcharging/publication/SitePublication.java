package io.mainspring.smartcharging.publication;

import io.mainspring.contracts.smartcharging.SiteAllocationChanged;
import io.mainspring.contracts.smartcharging.SiteLimitChanged;
import io.mainspring.kit.eventsourcing.Publication.Published;
import io.mainspring.smartcharging.site.GridLimit;
import io.mainspring.smartcharging.site.SiteEvent;
import java.util.List;

/** What the world learns of sites; the key is the site's id. */
final class SitePublication {

    private SitePublication() {}

    static List<Published> of(SiteEvent event) {
        return switch (event) {
            case SiteEvent.Created e -> limit(e.siteId(), e.limit());
            case SiteEvent.LimitChanged e -> limit(e.siteId(), e.limit());
            case SiteEvent.AllocationChanged e ->
                    List.of(
                            new Published(
                                    e.siteId(),
                                    new SiteAllocationChanged(
                                            e.siteId(),
                                            e.at(),
                                            e.gridLimit(),
                                            e.shares().stream()
                                                    .map(share ->
                                                            new SiteAllocationChanged.Share(
                                                                    share.chargePointId(),
                                                                    share.connectorId(),
                                                                    share.transactionId(),
                                                                    share.limit()))
                                                    .toList())));
            case SiteEvent.Changed _, SiteEvent.MembersChanged _, SiteEvent.Deleted _ -> List.of();
        };
    }

    private static List<Published> limit(String siteId, GridLimit limit) {
        var periods =
                limit.periods().stream()
                        .map(period -> {
                            var recurrency = period.recurrency();
                            return new SiteLimitChanged.Period(
                                    recurrency == null ? null : recurrency.name(),
                                    period.start(),
                                    period.duration(),
                                    period.limit());
                        })
                        .toList();
        return List.of(
                new Published(
                        siteId,
                        new SiteLimitChanged(
                                siteId,
                                limit.unit().name(),
                                limit.limit(),
                                limit.nominalVoltage(),
                                periods)));
    }
}
