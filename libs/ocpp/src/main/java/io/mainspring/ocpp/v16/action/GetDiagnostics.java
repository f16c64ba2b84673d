package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.Length;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Central system -> charge point. OCPP 1.6 §5.9.
 *
 * <p>Asks for an upload of diagnostics to a location (a directory). Progress is reported by
 * DiagnosticsStatusNotification.
 */
public interface GetDiagnostics {

    record Request(
            URI location,
            @Nullable Integer retries,
            @Nullable Integer retryInterval,
            @Nullable Instant startTime,
            @Nullable Instant stopTime)
            implements OcppRequest<Response> {}

    /** No {@code fileName} means that there is nothing to upload. */
    record Response(@Nullable @Length(value = 255, tolerated = Length.DESCRIPTIVE) String fileName)
            implements OcppResponse {}
}
