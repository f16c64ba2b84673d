package io.mainspring.firmware.files;

import java.util.UUID;

/** Who ordered uploads, and is told of them. */
public interface UploadListener {

    /**
     * A file has arrived whole and is stored. Called within the transaction that lists it; the same
     * file may be told of again.
     *
     * @param chargePointId of the address it came through
     * @param kind {@code diagnostics} or {@code log}, likewise
     * @param fileId under which it can be downloaded
     * @param name as the charge point called it
     * @param size in bytes
     */
    void uploaded(
            UUID jobId, String chargePointId, String kind, String fileId, String name, long size);
}
