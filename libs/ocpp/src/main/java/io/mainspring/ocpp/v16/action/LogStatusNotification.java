package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.type.UploadLogStatus;
import org.jspecify.annotations.Nullable;

/**
 * Charge point -> central system. Security whitepaper §5.13, §5.14 (use case N01).
 *
 * <p>Progress of the upload of a log. {@code requestId} is that of GetLog, absent only with {@code
 * Idle}.
 */
public interface LogStatusNotification {

    record Request(UploadLogStatus status, @Nullable Integer requestId)
            implements OcppRequest<Response> {}

    record Response() implements OcppResponse {}
}
