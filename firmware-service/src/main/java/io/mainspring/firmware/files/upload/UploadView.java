package io.mainspring.firmware.files.upload;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that a charge point brought.
 *
 * @param kind {@code diagnostics} or {@code log}
 * @param fileName as the charge point called it, made harmless
 * @param size in bytes
 * @param sha256 hexadecimal, lower case
 * @param receivedOver FTP, FTPS, HTTP or HTTPS
 * @param removedAt when its bytes were deleted; absent while they can be downloaded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UploadView(
        UUID fileId,
        UUID jobId,
        String chargePointId,
        String kind,
        String fileName,
        long size,
        String sha256,
        Instant receivedAt,
        String receivedOver,
        @Nullable Instant removedAt) {}
