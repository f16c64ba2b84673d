package io.mainspring.firmware.job;

import io.mainspring.firmware.files.FirmwareImages;
import io.mainspring.firmware.files.FirmwareImages.Image;
import io.mainspring.firmware.files.TransferAddresses;
import io.mainspring.firmware.signing.FirmwareSigning;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.v16.action.SignedUpdateFirmware;
import io.mainspring.ocpp.v16.action.UpdateFirmware;
import io.mainspring.ocpp.v16.type.Firmware;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Orders of firmware. What we chose for a job stays chosen when the same job is ordered again, so a
 * repetition is the same request to the last byte.
 */
@Component
public class UpdateOrders {

    private final JobDesk desk;
    private final JobViews views;
    private final Locations locations;
    private final TransferAddresses addresses;
    private final FirmwareImages images;
    private final FirmwareSigning signing;

    UpdateOrders(
            JobDesk desk,
            JobViews views,
            Locations locations,
            TransferAddresses addresses,
            FirmwareImages images,
            FirmwareSigning signing) {
        this.desk = desk;
        this.views = views;
        this.locations = locations;
        this.addresses = addresses;
        this.images = images;
        this.signing = signing;
    }

    /**
     * UpdateFirmware (§5.19).
     *
     * @throws Problem 400 or 404 naming the field that does not do
     */
    public ResponseEntity<CommandView> plain(UpdateOrder order, CallOptions options) {
        var before = views.request(order.jobId());
        var chargePointId = desk.chargePoint(order.chargePointId());
        var image = image(order, "/location");
        var retrieveDate = chosen(order.retrieveDate(), before, "/retrieveDate");
        var deadline = desk.deadline(JobLine.FIRMWARE, options, retrieveDate);
        var location = location(order, chargePointId, before, "/location", deadline);
        check(order);
        return desk.place(
                chargePointId,
                new UpdateFirmware.Request(
                        location, order.retries(), retrieveDate, order.retryInterval()),
                terms(order, JobType.UPDATE, null, image, List.of(), deadline),
                options);
    }

    /**
     * SignedUpdateFirmware (whitepaper L01), after a look at certificate and signature.
     *
     * @throws Problem 400 or 404 naming the field that does not do
     */
    public ResponseEntity<CommandView> signed(UpdateOrder order, CallOptions options) {
        var before = views.request(order.jobId());
        var chargePointId = desk.chargePoint(order.chargePointId());
        var image = image(order, "/firmware/location");
        var retrieveDate = chosen(order.retrieveDate(), before, "/firmware/retrieveDateTime");
        var installDate = order.installDate();
        var deadline =
                desk.deadline(
                        JobLine.FIRMWARE,
                        options,
                        retrieveDate,
                        installDate == null ? retrieveDate : installDate);
        var certificate =
                required(
                        order.signingCertificate(),
                        image == null ? null : image.signingCertificate(),
                        "/firmware/signingCertificate");
        var signature =
                required(
                        order.signature(),
                        image == null ? null : image.signature(),
                        "/firmware/signature");
        var warnings = signing.check(certificate, signature, order.image(), order.forced());
        var location = location(order, chargePointId, before, "/firmware/location", deadline);
        check(order);
        var requestId = requestId(order, before);
        return desk.place(
                chargePointId,
                new SignedUpdateFirmware.Request(
                        order.retries(),
                        order.retryInterval(),
                        requestId,
                        new Firmware(
                                location.toString(),
                                retrieveDate,
                                installDate,
                                certificate,
                                signature)),
                terms(order, JobType.SIGNED_UPDATE, requestId, image, warnings, deadline),
                options);
    }

    private static JobDesk.Terms terms(
            UpdateOrder order,
            JobType type,
            @Nullable Integer requestId,
            @Nullable Image image,
            List<String> warnings,
            Instant deadline) {
        var version = order.version();
        if (version == null && image != null) {
            version = image.version();
        }
        return new JobDesk.Terms(
                order.jobId(),
                type,
                requestId,
                order.image(),
                version,
                order.campaignId(),
                warnings,
                deadline);
    }

    private @Nullable Image image(UpdateOrder order, String pointer) {
        if ((order.image() == null) == (order.location() == null)) {
            throw Problem.badRequest(pointer, "either a location or the id of an image is needed");
        }
        return order.image() == null
                ? null
                : images.find(order.image())
                        .orElseThrow(() -> Problem.notFound("image " + order.image()));
    }

    private URI location(
            UpdateOrder order,
            String chargePointId,
            Optional<JsonNode> before,
            String pointer,
            Instant deadline) {
        var given = order.location();
        if (given != null) {
            return locations.check(given, pointer, chargePointId, order.forced());
        }
        return before.map(request -> URI.create(request.at(pointer).asString()))
                .orElseGet(() ->
                        addresses.download(
                                order.jobId(),
                                String.valueOf(order.image()),
                                chargePointId,
                                deadline,
                                locations.protocols(chargePointId)));
    }

    private Instant chosen(@Nullable Instant given, Optional<JsonNode> before, String pointer) {
        if (given != null) {
            return given;
        }
        return before.map(request -> Instant.parse(request.at(pointer).asString()))
                .orElseGet(desk::now);
    }

    private int requestId(UpdateOrder order, Optional<JsonNode> before) {
        var given = order.requestId();
        if (given != null) {
            return given;
        }
        return before.map(request -> request.path("requestId").asInt())
                .orElseGet(desk::nextRequestId);
    }

    private static String required(
            @Nullable String given, @Nullable String ofImage, String pointer) {
        var value = given == null ? ofImage : given;
        if (value == null || value.isBlank()) {
            throw Problem.badRequest(
                    pointer, "is required, here or with the image, of a signed update");
        }
        return value;
    }

    private static void check(UpdateOrder order) {
        Numbers.notNegative(order.retries(), "/retries");
        Numbers.notNegative(order.retryInterval(), "/retryInterval");
        Numbers.positive(order.requestId(), "/requestId");
    }
}
