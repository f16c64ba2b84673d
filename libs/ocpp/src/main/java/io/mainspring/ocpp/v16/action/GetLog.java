package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.Length;
import io.mainspring.ocpp.v16.type.LogParameters;
import io.mainspring.ocpp.v16.type.LogStatus;
import io.mainspring.ocpp.v16.type.LogType;
import org.jspecify.annotations.Nullable;

/**
 * Central system -> charge point. Security whitepaper §5.9, §5.10 (use case N01).
 *
 * <p>Asks for an upload of the diagnostics or the security log. Progress is reported by
 * LogStatusNotification with the same request id; a newer request cancels a running upload.
 */
public interface GetLog {

    record Request(
            LogParameters log,
            LogType logType,
            int requestId,
            @Nullable Integer retries,
            @Nullable Integer retryInterval)
            implements OcppRequest<Response> {}

    record Response(
            LogStatus status,
            @Nullable @Length(value = 255, tolerated = Length.DESCRIPTIVE) String filename)
            implements OcppResponse {}
}
