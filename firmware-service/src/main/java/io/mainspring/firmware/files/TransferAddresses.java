package io.mainspring.firmware.files;

import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Gives out one-time addresses, each for one job of one charge point. */
public interface TransferAddresses {

    /**
     * Where a charge point fetches a stored image. Asked again for the same job, it may answer with
     * the same address.
     *
     * @param image id of a stored firmware image
     * @param supported what the charge point can speak; empty if that is not known
     * @param pointer the field that the address is for
     * @throws io.mainspring.kit.web.Problem 404 if there is no such image, 400 naming the field if
     *     no protocol we serve is among the supported ones
     */
    URI download(
            UUID jobId,
            String image,
            String chargePointId,
            Instant expiresAt,
            Set<Protocol> supported,
            String pointer);

    /**
     * Where a charge point brings a file; {@link UploadListener} hears of it.
     *
     * @param kind {@code diagnostics} or {@code log}: by it uploads are listed
     * @param supported what the charge point can speak; empty if that is not known
     * @param pointer the field that the address is for
     * @throws io.mainspring.kit.web.Problem 400 naming the field if no protocol we serve is among
     *     the supported ones
     */
    URI upload(
            UUID jobId,
            String chargePointId,
            String kind,
            Instant expiresAt,
            Set<Protocol> supported,
            String pointer);

    /**
     * Ends all addresses of a job that is over at an instant, if they would not expire sooner.
     * Without effect if there are none.
     */
    void close(UUID jobId, Instant at);
}
