package io.mainspring.firmware.files.address;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a token stands for.
 *
 * @param hash of the token
 * @param imageId of a download
 * @param kind of an upload
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Address(
        byte[] hash,
        UUID jobId,
        String chargePointId,
        Direction direction,
        @Nullable UUID imageId,
        @Nullable String kind,
        Instant expiresAt) {

    /** Seen from the charge point. */
    public enum Direction {
        DOWNLOAD,
        UPLOAD
    }

    public boolean isOpen(Instant now) {
        return now.isBefore(expiresAt);
    }

    /** What the token must be presented with over FTP. */
    public String user() {
        return user(jobId);
    }

    /** The FTP user of a job: short, because some charge points cut long ones. */
    public static String user(UUID jobId) {
        return "job" + jobId.toString().replace("-", "").substring(20);
    }
}
