package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.type.Firmware;
import io.mainspring.ocpp.v16.type.SignedUpdateFirmwareStatus;
import org.jspecify.annotations.Nullable;

/**
 * Central system -> charge point. Security whitepaper §5.21, §5.22 (use case L01).
 *
 * <p>Orders a firmware update whose certificate and signature the charge point checks before it
 * installs.
 */
public interface SignedUpdateFirmware {

    record Request(
            @Nullable Integer retries,
            @Nullable Integer retryInterval,
            int requestId,
            Firmware firmware)
            implements OcppRequest<Response> {}

    /** Says at once if the signing certificate is invalid or revoked. */
    record Response(SignedUpdateFirmwareStatus status) implements OcppResponse {}
}
