package io.mainspring.ocpp.v16.action;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Central system -> charge point. OCPP 1.6 §5.19.
 *
 * <p>Orders the download and installation of firmware, not before {@code retrieveDate}.
 */
public interface UpdateFirmware {

    record Request(
            URI location,
            @Nullable Integer retries,
            Instant retrieveDate,
            @Nullable Integer retryInterval)
            implements OcppRequest<Response> {}

    /** Has no fields: a refusal can only be a CALLERROR. */
    record Response() implements OcppResponse {}
}
