package io.mainspring.smartcharging.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.Calls;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.v16.WireName;
import io.mainspring.ocpp.v16.action.ClearChargingProfile;
import io.mainspring.ocpp.v16.action.GetCompositeSchedule;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.smartcharging.configuration.KnownChargePoints;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sets, clears and lists charging profiles. The bodies are OCPP's own payloads plus {@code
 * chargePointId}.
 */
@RestController
@RequestMapping("/api/v1/charging-profiles")
class ChargingProfileController {

    private final Calls calls;
    private final ProfileDraft draft;
    private final ProfileViews profiles;
    private final KnownChargePoints chargePoints;
    private final ProfileSettings settings;
    private final Clock clock;
    private final OcppCodec codec = OcppCodec.strict();

    ChargingProfileController(
            Calls calls,
            ProfileDraft draft,
            ProfileViews profiles,
            KnownChargePoints chargePoints,
            ProfileSettings settings,
            Clock clock) {
        this.calls = calls;
        this.draft = draft;
        this.profiles = profiles;
        this.chargePoints = chargePoints;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * SetChargingProfile. A chargingProfileId that is left out is chosen, the transactionId of a
     * TxProfile is filled in if one transaction runs on the connector.
     *
     * @param force send it whatever we believe of the transaction and of the charge point's limits
     */
    @PostMapping("/set")
    ResponseEntity<SetProfileAnswer> set(
            @RequestBody ObjectNode body,
            @RequestParam(defaultValue = "false") boolean force,
            CallOptions options) {
        var chargePointId = chargePointId(body);
        var ready = draft.of(chargePointId, body, options, force);
        boolean isTxProfile =
                ready.request().csChargingProfiles().chargingProfilePurpose()
                        == ChargingProfilePurpose.TX_PROFILE;
        var answer =
                calls.perform(
                        chargePointId,
                        ready.request(),
                        isTxProfile ? options : waitingByDefault(options));
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .body(
                        SetProfileAnswer.of(
                                Objects.requireNonNull(answer.getBody()), ready, clock.instant()));
    }

    /** ClearChargingProfile: by id, by all of the other criteria, or all there are. */
    @PostMapping("/clear")
    ResponseEntity<CommandView> clear(@RequestBody ObjectNode body, CallOptions options) {
        var chargePointId = chargePointId(body);
        var request = decode(ClearChargingProfile.Request.class, body);
        requireNotNegative("/connectorId", request.connectorId());
        requireNotNegative("/stackLevel", request.stackLevel());
        return calls.perform(chargePointId, request, waitingByDefault(options));
    }

    /** GetCompositeSchedule: what the charge point says it will do. */
    @PostMapping("/get-composite-schedule")
    ResponseEntity<CommandView> getCompositeSchedule(
            @RequestBody ObjectNode body, CallOptions options) {
        var chargePointId = chargePointId(body);
        var request = decode(GetCompositeSchedule.Request.class, body);
        requireNotNegative("/connectorId", request.connectorId());
        if (request.duration() <= 0) {
            throw Problem.badRequest("/duration", "must be greater than 0");
        }
        return calls.perform(chargePointId, request, options);
    }

    /**
     * What we believe is installed, the newest first.
     *
     * @param purpose ChargePointMaxProfile, TxDefaultProfile or TxProfile
     */
    @GetMapping
    Page<ProfileView> list(
            @RequestParam(required = false) @Nullable String chargePointId,
            @RequestParam(required = false) @Nullable Integer connectorId,
            @RequestParam(required = false) @Nullable String purpose,
            @RequestParam(required = false) @Nullable Integer transactionId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (purpose != null && WireName.named(ChargingProfilePurpose.class, purpose).isEmpty()) {
            throw Problem.badRequest(
                    "?purpose", "must be ChargePointMaxProfile, TxDefaultProfile or TxProfile");
        }
        return profiles.list(
                new ProfileViews.Filter(chargePointId, connectorId, purpose, transactionId),
                Cursor.parse(cursor, 3),
                Cursor.limit(limit));
    }

    private String chargePointId(ObjectNode body) {
        var id = body.remove("chargePointId");
        if (id == null || !id.isString() || id.asString().isBlank()) {
            throw Problem.badRequest("/chargePointId", "must name a charge point");
        }
        return chargePoints.spellingOf(id.asString());
    }

    private CallOptions waitingByDefault(CallOptions options) {
        return options.whenOnline() != null
                ? options
                : new CallOptions(
                        options.requestedBy(),
                        options.idempotencyKey(),
                        settings.whenOnline(),
                        options.respondAsync());
    }

    private <T extends OcppRequest<?>> T decode(Class<T> type, ObjectNode body) {
        return codec.decode(type, body.toString().getBytes(UTF_8)).message();
    }

    private static void requireNotNegative(String pointer, @Nullable Integer value) {
        if (value != null && value < 0) {
            throw Problem.badRequest(pointer, "must not be negative");
        }
    }
}
