package io.mainspring.contracts.firmware;

import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import java.util.UUID;

/**
 * A file with diagnostics is stored here.
 *
 * @param fileId under which it can be downloaded
 * @param name as the charge point called it
 * @param size in bytes
 */
@PublishedAs("diagnostics.file-arrived.v1")
public record DiagnosticsFileArrived(
        String chargePointId,
        UUID jobId,
        String fileId,
        String name,
        long size,
        Instant arrivedAt) {}
