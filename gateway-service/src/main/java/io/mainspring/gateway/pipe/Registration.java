package io.mainspring.gateway.pipe;

import static io.mainspring.ocpp.v16.type.RegistrationStatus.ACCEPTED;
import static io.mainspring.ocpp.v16.type.RegistrationStatus.REJECTED;

import io.mainspring.ocpp.v16.type.RegistrationStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a charge point stands with its BootNotification: as its admission says, or as the last
 * answer that passed through here says, for the moment until the admission has caught up with it.
 */
final class Registration {

    private @Nullable RegistrationStatus status;
    private boolean aheadOfAdmission;

    /** An admission, or null for a charge point that never booted. */
    void admitted(@Nullable RegistrationStatus fromAdmission) {
        if (Objects.equals(status, fromAdmission)) {
            aheadOfAdmission = false;
        } else if (!aheadOfAdmission) {
            status = fromAdmission;
        } // else: older than the answer that we have seen; the one that confirms it will follow
    }

    /** A BootNotification has just been answered. */
    void answered(RegistrationStatus answer) {
        if (status != answer) {
            status = answer;
            aheadOfAdmission = true;
        }
    }

    /** Whether the admission that confirms the last answer is still to come. */
    boolean isAheadOfAdmission() {
        return aheadOfAdmission;
    }

    boolean isAccepted() {
        return status == ACCEPTED;
    }

    boolean isRejected() {
        return status == REJECTED;
    }
}
