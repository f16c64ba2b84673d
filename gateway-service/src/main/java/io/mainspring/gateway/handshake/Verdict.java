package io.mainspring.gateway.handshake;

import io.mainspring.contracts.Admission;
import org.jspecify.annotations.Nullable;

/** What the answer to a handshake is. */
public sealed interface Verdict {

    /**
     * 101.
     *
     * @param chargePointId canonical spelling
     * @param admission null for an unknown charge point that is let in all the same
     * @param subprotocol to be echoed, null if none was offered and none is required
     */
    record Granted(
            String chargePointId,
            @Nullable Admission admission,
            Proof proof,
            @Nullable String subprotocol)
            implements Verdict {}

    /**
     * Anything else. Refusals are final: no socket is displaced by them.
     *
     * @param identity as presented, null if the path has none that can be read
     * @param reason for the log and the response's body; tells no secret
     * @param security what is suspicious about it, null if nothing is
     */
    record Refused(
            int status,
            @Nullable String identity,
            String reason,
            @Nullable SecurityRefusal security)
            implements Verdict {

        Refused(int status, @Nullable String identity, String reason) {
            this(status, identity, reason, null);
        }

        Refused(SecurityRefusal security, String identity) {
            this(security.status(), identity, security.text(), security);
        }
    }

    /** 101 without a subprotocol, then closed at once: OCPP-J §3.2 to the letter. */
    record GrantedToBeClosed(String identity) implements Verdict {}
}
