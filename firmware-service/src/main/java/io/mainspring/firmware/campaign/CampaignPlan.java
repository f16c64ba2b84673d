package io.mainspring.firmware.campaign;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign brings, and at which pace.
 *
 * @param version that a charge point reports when it runs this firmware
 * @param image id of a stored image; null if there is a location
 * @param location foreign; null if there is an image
 * @param signed whether signed updates are ordered from the first on
 * @param signedFallback whether a charge point that refuses the plain update as NotSupported gets
 *     the signed one (whitepaper L01.FR.20)
 * @param waveSize charge points that are under way at a time, at most
 * @param pause between the end of a wave and the next
 * @param failureCount so many failures stop it; null: the number does not
 * @param failureShare this share of all its charge points failed stops it, above 0 and up to 1;
 *     null: the share does not
 * @param whenOnline how long an order waits for a charge point that is absent
 */
public record CampaignPlan(
        String name,
        String version,
        @Nullable String image,
        @Nullable String location,
        boolean signed,
        boolean signedFallback,
        int waveSize,
        Duration pause,
        @Nullable Integer failureCount,
        @Nullable Double failureShare,
        Duration whenOnline,
        @Nullable Integer retries,
        @Nullable Integer retryInterval) {

    /** Whether so many failures among so many charge points are too many. */
    boolean isStoppedBy(int failures, int targets) {
        return (failureCount != null && failures >= failureCount)
                || (failureShare != null && failures > 0 && failures >= failureShare * targets);
    }
}
