package io.mainspring.firmware.job;

import io.mainspring.firmware.files.TransferAddresses;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

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
            Optional<JobViews.Order> before,
            Instant deadline,
            boolean forced) {
        if (given != null) {
            return locations.check(given, pointer, chargePointId, forced);
        }
        return before.map(o -> URI.create(o.request().at(pointer).asString()))
                .orElseGet(() ->
                        addresses.upload(
                                jobId,
                                chargePointId,
                                line.kind(),
                                deadline,
                                locations.protocols(chargePointId),
                                pointer));
    }
}
