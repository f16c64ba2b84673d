package io.mainspring.firmware.campaign;

import io.mainspring.firmware.files.FirmwareImages;
import io.mainspring.firmware.fleet.Fleet;
import io.mainspring.firmware.fleet.FleetMember;
import io.mainspring.kit.web.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as an operator asks for it; durations in seconds.
 *
 * @param version the image's if absent; required with a location
 * @param signed order signed updates from the first on; needs a signed image
 * @param waveSize 10 if absent, at most 1000: a wave is published as one event
 * @param pause between waves, 0 if absent
 * @param failureLimit none if absent
 * @param whenOnline how long an order waits for an absent charge point, at most 30 days; a day if
 *     absent, 0: not
 */
record CampaignBody(
        @Nullable String name,
        @Nullable String image,
        @Nullable String location,
        @Nullable String version,
        @Nullable Boolean signed,
        @Nullable Selection chargePoints,
        @Nullable Integer waveSize,
        @Nullable Integer pause,
        @Nullable FailureLimit failureLimit,
        @Nullable Integer whenOnline,
        @Nullable Integer retries,
        @Nullable Integer retryInterval) {

    private static final int DAY = 86_400;
    private static final int LARGEST_WAVE = 1000;
    private static final int LONGEST_ID = 255;

    /** Either ids, or all that fit what else is given. */
    record Selection(
            @Nullable List<@Nullable String> ids,
            @Nullable String vendor,
            @Nullable String model,
            @Nullable String firmwareVersion) {}

    /**
     * So many failures, or this share of all charge points, stop the campaign.
     *
     * @param share above 0, up to 1
     */
    record FailureLimit(@Nullable Integer count, @Nullable Double share) {}

    /**
     * The plan in this body.
     *
     * @throws Problem 400 naming the field that does not do
     */
    CampaignPlan plan(FirmwareImages.@Nullable Image stored) {
        if ((image == null) == (location == null)) {
            throw Problem.badRequest(
                    "/location", "either a location or the id of an image is needed");
        }
        var wanted = version == null && stored != null ? stored.version() : version;
        if (wanted == null || wanted.isBlank()) {
            throw Problem.badRequest(
                    "/version", "is required: by it we know who has the firmware already");
        }
        boolean isSigned = stored != null && stored.isSigned();
        boolean signedFirst = Boolean.TRUE.equals(signed);
        if (signedFirst && !isSigned) {
            throw Problem.badRequest("/signed", "needs an image with certificate and signature");
        }
        var limit = Objects.requireNonNullElse(failureLimit, new FailureLimit(null, null));
        check(limit);
        return new CampaignPlan(
                name == null || name.isBlank() ? "firmware " + wanted : name,
                wanted,
                image,
                location == null ? null : uri(location),
                signedFirst,
                isSigned,
                within(1, LARGEST_WAVE, waveSize, 10, "/waveSize"),
                Duration.ofSeconds(within(0, Integer.MAX_VALUE, pause, 0, "/pause")),
                limit.count(),
                limit.share(),
                Duration.ofSeconds(within(0, 30 * DAY, whenOnline, DAY, "/whenOnline")),
                optional(retries, "/retries"),
                optional(retryInterval, "/retryInterval"));
    }

    /**
     * Whom it is for, each once. An id that never booted is taken at its word.
     *
     * @throws Problem 400 if nothing is chosen
     */
    List<FleetMember> members(Fleet fleet) {
        var chosen = chargePoints;
        if (chosen == null) {
            throw Problem.badRequest("/chargePoints", "is required");
        }
        var ids = chosen.ids();
        if (ids == null) {
            if (chosen.vendor() == null
                    && chosen.model() == null
                    && chosen.firmwareVersion() == null) {
                throw Problem.badRequest(
                        "/chargePoints", "needs ids, vendor, model or firmwareVersion");
            }
            return fleet.select(chosen.vendor(), chosen.model(), chosen.firmwareVersion());
        }
        if (chosen.vendor() != null || chosen.model() != null || chosen.firmwareVersion() != null) {
            throw Problem.badRequest("/chargePoints/ids", "stands alone, or is left out");
        }
        var members = new LinkedHashMap<String, FleetMember>();
        for (int i = 0; i < ids.size(); i++) {
            var id = ids.get(i);
            if (id == null || id.isBlank() || id.length() > LONGEST_ID || id.indexOf('\0') >= 0) {
                throw Problem.badRequest("/chargePoints/ids/" + i, "is no charge point id");
            }
            members.put(Fleet.keyOf(id), new FleetMember(id, null, null, null));
        }
        fleet.find(members.keySet())
                .forEach(member -> members.put(Fleet.keyOf(member.chargePointId()), member));
        return new ArrayList<>(members.values());
    }

    private static void check(FailureLimit limit) {
        if (limit.count() != null && limit.count() < 1) {
            throw Problem.badRequest("/failureLimit/count", "must be at least 1");
        }
        if (limit.share() != null && !(limit.share() > 0 && limit.share() <= 1)) {
            throw Problem.badRequest("/failureLimit/share", "must be above 0 and at most 1");
        }
    }

    private static int within(
            int least, int most, @Nullable Integer given, int otherwise, String pointer) {
        int value = given == null ? otherwise : given;
        if (value < least || value > most) {
            throw Problem.badRequest(
                    pointer, "must be at least %d and at most %d".formatted(least, most));
        }
        return value;
    }

    private static @Nullable Integer optional(@Nullable Integer given, String pointer) {
        if (given != null && given < 0) {
            throw Problem.badRequest(pointer, "must not be negative");
        }
        return given;
    }

    private static String uri(String location) {
        try {
            if (new URI(location).isAbsolute()) {
                return location;
            }
        } catch (URISyntaxException e) {
            // told below, in the caller's terms
        }
        throw Problem.badRequest("/location", "must be an absolute URI");
    }
}
