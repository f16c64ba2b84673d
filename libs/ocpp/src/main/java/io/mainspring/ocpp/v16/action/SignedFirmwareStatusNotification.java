package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.type.SignedFirmwareStatus;
import org.jspecify.annotations.Nullable;

/**
 * Charge point -> central system. Security whitepaper §5.19, §5.20 (use case L01).
 *
 * <p>Progress of a signed firmware update. {@code requestId} is that of SignedUpdateFirmware,
 * absent only with {@code Idle}.
 */
public interface SignedFirmwareStatusNotification {

    record Request(SignedFirmwareStatus status, @Nullable Integer requestId)
            implements OcppRequest<Response> {}

    record Response() implements OcppResponse {}
}
