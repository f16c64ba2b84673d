package io.mainspring.smartcharging.publication;

import io.mainspring.contracts.smartcharging.SiteAllocationChanged;
import io.mainspring.contracts.smartcharging.SiteDeleted;
import io.mainspring.contracts.smartcharging.SiteLimitChanged;
import io.mainspring.contracts.smartcharging.SiteMembersChanged;
import io.mainspring.kit.eventsourcing.Publication.Published;
import io.mainspring.smartcharging.site.GridLimit;
import io.mainspring.smartcharging.site.Member;
import io.mainspring.smartcharging.site.SiteEvent;
import java.util.List;

/** What the world learns of sites; the key is the site's id. */
final class SitePublication {

    private SitePublication() {}

    static List<Published> of(SiteEvent event) {
        return switch (event) {
            case SiteEvent.Created e ->
                    List.of(
                            limit(e.siteId(), e.limit()),
                            new Published(e.siteId(), members(e.siteId(), e.members())));
            case SiteEvent.MembersChanged e ->
                    List.of(new Published(e.siteId(), members(e.siteId(), e.members())));
            case SiteEvent.Deleted e ->
                    List.of(new Published(e.siteId(), new SiteDeleted(e.siteId())));
            case SiteEvent.LimitChanged e -> List.of(limit(e.siteId(), e.limit()));
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
            case SiteEvent.Changed _ -> List.of();
        };
    }

    private static SiteMembersChanged members(String siteId, List<Member> members) {
        return new SiteMembersChanged(
                siteId,
                members.stream()
                        .map(member ->
                                new SiteMembersChanged.Member(
                                        member.chargePointId(),
                                        member.connectors(),
                                        member.maxCurrent(),
                                        member.priority()))
                        .toList());
    }

    private static Published limit(String siteId, GridLimit limit) {
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
        return new Published(
                siteId,
                new SiteLimitChanged(
                        siteId,
                        limit.unit().name(),
                        limit.limit(),
                        limit.nominalVoltage(),
                        periods));
    }
}
