package io.mainspring.firmware.job;

import io.mainspring.firmware.files.TransferAddresses;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Where uploads go. */
@Component
class UploadLocations {

    private final Locations locations;
    private final TransferAddresses addresses;

    UploadLocations(Locations locations, TransferAddresses addresses) {
        this.locations = locations;
        this.addresses = addresses;
    }

    /** The given one, else the one chosen before for this job, else a new one of ours. */
    URI choose(
            UUID jobId,
            JobLine line,
            String chargePointId,
            @Nullable String given,
            String pointer,
            Optional<JsonNode> before,
            Instant deadline,
            boolean forced) {
        if (given != null) {
            return locations.check(given, pointer, chargePointId, forced);
        }
        return before.map(request -> URI.create(request.at(pointer).asString()))
                .orElseGet(() ->
                        addresses.upload(
                                jobId,
                                chargePointId,
                                line.wireName().toLowerCase(Locale.ROOT),
                                deadline,
                                locations.protocols(chargePointId)));
    }
}
