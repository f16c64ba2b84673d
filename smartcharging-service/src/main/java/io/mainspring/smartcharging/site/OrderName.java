package io.mainspring.smartcharging.site;

import java.util.Optional;
import java.util.UUID;

/**
 * What a site's order goes by as a command's requester: operators see which site asked, and the order is found again
 * when the command ends.
 */
record OrderName(String siteId, UUID orderId) {

    private static final String PREFIX = "site/";

    String text() {
        return PREFIX + siteId + "/" + orderId;
    }

    /** Empty if somebody else asked. */
    static Optional<OrderName> read(String requestedBy) {
        var parts = requestedBy.split("/", -1);
        if (!requestedBy.startsWith(PREFIX) || parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new OrderName(parts[1], UUID.fromString(parts[2])));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a person with a strange name
        }
    }
}
