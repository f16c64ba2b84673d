package io.mainspring.firmware.files.image;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored firmware image.
 *
 * @param size in bytes
 * @param sha256 hexadecimal, lower case
 * @param signingCertificate PEM
 * @param signature Base64
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImageView(
        UUID imageId,
        String fileName,
        long size,
        String sha256,
        @Nullable String version,
        @Nullable String vendor,
        @Nullable String model,
        @Nullable String signingCertificate,
        @Nullable String signature,
        Instant uploadedAt,
        String uploadedBy) {}
