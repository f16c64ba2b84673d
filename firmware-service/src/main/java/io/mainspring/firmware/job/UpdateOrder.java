package io.mainspring.firmware.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Firmware for one charge point; what is null is chosen.
 *
 * @param jobId chosen by who orders: the same again is the same job
 * @param image id of a stored image; null if there is a location
 * @param version that the charge point will report; the image's if null
 * @param retrieveDate from when it may be fetched; null: at once
 * @param installDate from when it may be installed; signed updates only
 * @param requestId signed updates only
 * @param signingCertificate PEM; the image's if null; signed updates only
 * @param signature Base64; the image's if null; signed updates only
 * @param forced send it whatever we think of location, certificate and signature
 */
public record UpdateOrder(
        UUID jobId,
        @Nullable UUID campaignId,
        String chargePointId,
        @Nullable String image,
        @Nullable String location,
        @Nullable String version,
        @Nullable Instant retrieveDate,
        @Nullable Instant installDate,
        @Nullable Integer retries,
        @Nullable Integer retryInterval,
        @Nullable Integer requestId,
        @Nullable String signingCertificate,
        @Nullable String signature,
        boolean forced) {}
