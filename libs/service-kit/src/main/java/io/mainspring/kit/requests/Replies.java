package io.mainspring.kit.requests;

import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.v16.action.OcppResponse;

/** Collects the answers of a poll. A request whose answer is an empty object needs none. */
public interface Replies {

    /** Becomes the CALLRESULT. */
    void answer(IncomingRequest to, OcppResponse response);

    /** Becomes a CALLERROR; for what no response type can express. */
    void refuse(IncomingRequest to, OcppErrorCode code, String description);
}
