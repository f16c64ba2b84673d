package io.mainspring.gateway.handshake;

import io.mainspring.contracts.Admission;
import io.mainspring.contracts.Admission.KeyHash;
import org.jspecify.annotations.Nullable;

/**
 * What a charge point has come in with, to be held against what opens the door later.
 *
 * @param key the one of the admission's that its password was; null where none is asked for
 * @param certificate null where none is asked for
 */
public record Proof(
        int securityProfile, @Nullable KeyHash key, ClientCertificate.@Nullable Id certificate) {

    /**
     * Whether it has come with less than is asked for now. With more it may stay: who is moved to a
     * lower profile must be told so over the connection that it has.
     */
    public boolean isBelow(Admission admission) {
        var next = admission.nextSecurityProfile();
        var least =
                next == null
                        ? admission.securityProfile()
                        : Math.min(next, admission.securityProfile());
        return securityProfile < least;
    }

    /** Whether its key is still one that opens the door; true if it has come without one. */
    public boolean isKeyOf(Admission admission) {
        return key == null || admission.keys().isEmpty() || admission.keys().contains(key);
    }
}
