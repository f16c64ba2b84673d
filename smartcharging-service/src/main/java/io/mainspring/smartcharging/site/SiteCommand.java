package io.mainspring.smartcharging.site;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a {@link Site}. What would change nothing leaves no event. */
sealed interface SiteCommand {

    @TargetAggregateIdentifier
    String siteId();

    record Create(
            String siteId,
            String name,
            GridLimit limit,
            SiteSettings settings,
            List<Member> members)
            implements SiteCommand {}

    record Change(String siteId, String name, SiteSettings settings) implements SiteCommand {}

    record SetLimit(String siteId, GridLimit limit) implements SiteCommand {}

    /** A charge point joins, or other terms are set for it; what is null stays as it is. */
    record Join(String siteId, String chargePointId, Member.Terms terms) implements SiteCommand {}

    record Leave(String siteId, String chargePointId) implements SiteCommand {}

    /** What the controller has settled on. */
    record RecordAllocation(
            String siteId, Instant at, BigDecimal gridLimit, List<SiteEvent.Share> shares)
            implements SiteCommand {}

    record Delete(String siteId) implements SiteCommand {}
}
