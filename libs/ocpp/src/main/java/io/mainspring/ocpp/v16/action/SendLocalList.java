package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.type.AuthorizationData;
import io.mainspring.ocpp.v16.type.UpdateStatus;
import io.mainspring.ocpp.v16.type.UpdateType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Central system -> charge point. OCPP 1.6 §5.15.
 *
 * <p>Replaces (Full) or amends (Differential) the local authorization list. The version must be
 * greater than 0; in a Differential an entry without idTagInfo is deleted, in a Full every entry
 * has one.
 */
public interface SendLocalList {

    record Request(
            int listVersion,
            @Nullable List<AuthorizationData> localAuthorizationList,
            UpdateType updateType)
            implements OcppRequest<Response> {
        public Request {
            localAuthorizationList =
                    localAuthorizationList == null ? null : List.copyOf(localAuthorizationList);
        }
    }

    /** After {@code VersionMismatch} or {@code Failed} a Full list is due. */
    record Response(UpdateStatus status) implements OcppResponse {}
}
