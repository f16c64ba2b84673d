package io.mainspring.firmware.job;

import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.kit.web.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Firmware for one charge point. */
@RestController
@RequestMapping("/api/v1/firmware")
class FirmwareController {

    private final UpdateOrders orders;
    private final ObservationViews observations;

    FirmwareController(UpdateOrders orders, ObservationViews observations) {
        this.orders = orders;
        this.observations = observations;
    }

    /**
     * UpdateFirmware, with an image or a location in place of OCPP's location.
     *
     * @param version that the charge point reports when it runs it: a boot with it ends the job
     * @param retrieveDate at once if absent
     */
    record Update(
            @Nullable String chargePointId,
            @Nullable String image,
            @Nullable String location,
            @Nullable String version,
            @Nullable Instant retrieveDate,
            @Nullable Integer retries,
            @Nullable Integer retryInterval) {}

    /** SignedUpdateFirmware; with an image, its certificate and signature need not be repeated. */
    record SignedUpdate(
            @Nullable String chargePointId,
            @Nullable String image,
            @Nullable String version,
            @Nullable Integer retries,
            @Nullable Integer retryInterval,
            @Nullable Integer requestId,
            @Nullable Signed firmware) {}

    /** OCPP's {@code firmware}. */
    record Signed(
            @Nullable String location,
            @Nullable Instant retrieveDateTime,
            @Nullable Instant installDateTime,
            @Nullable String signingCertificate,
            @Nullable String signature) {

        static final Signed NOTHING = new Signed(null, null, null, null, null);
    }

    /**
     * Orders an update.
     *
     * @param force whatever the charge point says that it can speak
     */
    @PostMapping("/update")
    ResponseEntity<CommandView> update(
            @RequestBody Update body,
            @RequestParam(defaultValue = "false") boolean force,
            CallOptions options) {
        return orders.plain(
                new UpdateOrder(
                        JobDesk.jobId(options),
                        null,
                        Objects.requireNonNullElse(body.chargePointId(), ""),
                        body.image(),
                        body.location(),
                        body.version(),
                        body.retrieveDate(),
                        null,
                        body.retries(),
                        body.retryInterval(),
                        null,
                        null,
                        null,
                        force),
                options);
    }

    /**
     * Orders a signed update.
     *
     * @param force whatever is found wrong with certificate, signature and location
     */
    @PostMapping("/signed-update")
    ResponseEntity<CommandView> signedUpdate(
            @RequestBody SignedUpdate body,
            @RequestParam(defaultValue = "false") boolean force,
            CallOptions options) {
        var firmware = Objects.requireNonNullElse(body.firmware(), Signed.NOTHING);
        return orders.signed(
                new UpdateOrder(
                        JobDesk.jobId(options),
                        null,
                        Objects.requireNonNullElse(body.chargePointId(), ""),
                        body.image(),
                        firmware.location(),
                        body.version(),
                        firmware.retrieveDateTime(),
                        firmware.installDateTime(),
                        body.retries(),
                        body.retryInterval(),
                        body.requestId(),
                        firmware.signingCertificate(),
                        firmware.signature(),
                        force),
                options);
    }

    /** The newest statuses, of firmware, diagnostics and logs, that belong to no job. */
    @GetMapping("/observations")
    List<ObservationViews.Observation> observations(
            @RequestParam(required = false) @Nullable String chargePointId,
            @RequestParam(required = false) @Nullable Integer limit) {
        return observations.newest(chargePointId, Cursor.limit(limit));
    }
}
