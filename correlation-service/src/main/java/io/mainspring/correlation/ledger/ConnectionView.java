package io.mainspring.correlation.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A charge point's newest connection as operators see it.
 *
 * @param connected whether it still stands
 * @param since when it was accepted; null if only its end is known
 * @param disconnectedAt when it ended, null while it stands
 * @param gateway the instance that holds or held the socket
 * @param securityProfile 0 to 3
 * @param remoteAddress host and port of the peer
 * @param reason why it ended
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ConnectionView(
        String chargePointId,
        boolean connected,
        @Nullable Instant since,
        @Nullable Instant disconnectedAt,
        String gateway,
        int securityProfile,
        String remoteAddress,
        @Nullable String reason) {}
