package io.mainspring.firmware.job;

import io.mainspring.firmware.SqlTime;
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
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Orders of firmware. What we chose for a job stays chosen when the same job is ordered again, so a
 * repetition is the same request to the last byte.
 */
@Component
public class UpdateOrders {

    private final JobDesk desk;
    private final Locations locations;
    private final TransferAddresses addresses;
    private final FirmwareImages images;
    private final FirmwareSigning signing;

    UpdateOrders(
            JobDesk desk,
            Locations locations,
            TransferAddresses addresses,
            FirmwareImages images,
            FirmwareSigning signing) {
        this.desk = desk;
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
        check(order);
        SqlTime.check(order.retrieveDate(), "/retrieveDate");
        var before = desk.before(order.jobId(), JobType.UPDATE, options);
        var chargePointId = desk.chargePoint(order.chargePointId());
        var image = image(order, "/location");
        var retrieveDate = chosen(order.retrieveDate(), before, "/retrieveDate");
        var deadline = desk.deadline(JobLine.FIRMWARE, options, retrieveDate);
        var location = location(order, chargePointId, before, "/location", deadline);
        return desk.place(
                chargePointId,
                new UpdateFirmware.Request(
                        location, order.retries(), retrieveDate, order.retryInterval()),
                terms(order, JobType.UPDATE, null, image, List.of(), deadline),
                before,
                options);
    }

    /**
     * SignedUpdateFirmware (whitepaper L01), after a look at certificate and signature.
     *
     * @throws Problem 400 or 404 naming the field that does not do
     */
    public ResponseEntity<CommandView> signed(UpdateOrder order, CallOptions options) {
        check(order);
        SqlTime.check(order.retrieveDate(), "/firmware/retrieveDateTime");
        SqlTime.check(order.installDate(), "/firmware/installDateTime");
        var before = desk.before(order.jobId(), JobType.SIGNED_UPDATE, options);
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
                before,
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
                        .orElseThrow(() ->
                                new Problem(
                                        HttpStatus.NOT_FOUND,
                                        "Not found",
                                        "image " + order.image(),
                                        "/image"));
    }

    private URI location(
            UpdateOrder order,
            String chargePointId,
            Optional<JobViews.Order> before,
            String pointer,
            Instant deadline) {
        var given = order.location();
        if (given != null) {
            return locations.check(given, pointer, chargePointId, order.forced());
        }
        return before.map(o -> URI.create(o.request().at(pointer).asString()))
                .orElseGet(() ->
                        addresses.download(
                                order.jobId(),
                                String.valueOf(order.image()),
                                chargePointId,
                                deadline,
                                locations.protocols(chargePointId),
                                pointer));
    }

    private Instant chosen(
            @Nullable Instant given, Optional<JobViews.Order> before, String pointer) {
        if (given != null) {
            return given;
        }
        return before.map(o -> Instant.parse(o.request().at(pointer).asString()))
                .orElseGet(desk::now);
    }

    private int requestId(UpdateOrder order, Optional<JobViews.Order> before) {
        var given = order.requestId();
        if (given != null) {
            return given;
        }
        return before.map(o -> o.request().path("requestId").asInt())
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
