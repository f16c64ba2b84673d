package io.mainspring.contracts.smartcharging;

import io.mainspring.contracts.PublishedAs;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * The transactions of a site share its limit in another way. Told when the charge points have accepted their shares, not
 * for each order on the way there.
 *
 * @param gridLimit A per phase at that time
 * @param shares of all running transactions
 */
@PublishedAs("site.allocation-changed.v1")
public record SiteAllocationChanged(
        String siteId, Instant at, BigDecimal gridLimit, List<Share> shares) {

    public SiteAllocationChanged {
        shares = List.copyOf(shares);
    }

    /**
     * What a transaction may draw.
     *
     * @param limit A per phase
     */
    public record Share(
            String chargePointId, int connectorId, int transactionId, BigDecimal limit) {}
}
