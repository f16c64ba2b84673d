package io.mainspring.transaction.remotecontrol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.Call;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.Calls;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.rules.ChargingProfileRules;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.action.RemoteStartTransaction;
import io.mainspring.ocpp.v16.action.RemoteStopTransaction;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.transaction.TransactionSettings;
import io.mainspring.transaction.remotecontrol.RemoteRequest.Kind;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * Remote start and stop. The bodies are OCPP's own payloads plus {@code chargePointId}; what a
 * charge point will reject may be sent all the same.
 */
@RestController
@RequestMapping("/api/v1/transactions")
class RemoteControlController {

    /** A stop may take effect late: the charge point may be offline when it happens. */
    private static final Duration STOP_IS_AWAITED = Duration.ofDays(1);

    /** How long a charge point may take to answer, added to when the call expires. */
    private static final Duration ANSWER = Duration.ofMinutes(1);

    private static final int FIRST_PROFILE_ID = 500_000_000;
    private static final int PROFILE_IDS = 400_000_000;

    private static final ChargingProfileRules PROFILE =
            new ChargingProfileRules("/chargingProfile");

    private final Calls calls;
    private final RemoteControl remoteControl;
    private final RemoteRequestViews views;
    private final Registrations registrations;
    private final TransactionSettings settings;
    private final OcppCodec codec = OcppCodec.strict();

    RemoteControlController(
            Calls calls,
            RemoteControl remoteControl,
            RemoteRequestViews views,
            Registrations registrations,
            TransactionSettings settings) {
        this.calls = calls;
        this.remoteControl = remoteControl;
        this.views = views;
        this.registrations = registrations;
        this.settings = settings;
    }

    @PostMapping("/remote-start")
    ResponseEntity<CommandView> remoteStart(@RequestBody ObjectNode body, CallOptions options) {
        var chargePointId = chargePointId(body);
        if (body.get("chargingProfile") instanceof ObjectNode profile
                && !profile.has("chargingProfileId")) {
            profile.put("chargingProfileId", chosenProfileId(options));
        }
        var request = decode(RemoteStartTransaction.Request.class, body);
        check(request);
        refuseUnlessRegistered(chargePointId);
        return calls.perform(
                chargePointId,
                request,
                options,
                call ->
                        remoteControl.add(
                                new RemoteRequest(
                                        call.commandId(),
                                        Kind.START,
                                        chargePointId,
                                        request.connectorId(),
                                        request.idTag().value(),
                                        null,
                                        request.chargingProfile(),
                                        call.requestedAt(),
                                        call.expiresAt()
                                                .plus(ANSWER)
                                                .plus(settings.connectionTimeOut())),
                                call.requestedBy()));
    }

    @PostMapping("/remote-stop")
    ResponseEntity<CommandView> remoteStop(@RequestBody ObjectNode body, CallOptions options) {
        var chargePointId = chargePointId(body);
        var request = decode(RemoteStopTransaction.Request.class, body);
        refuseUnlessRegistered(chargePointId);
        return calls.perform(
                chargePointId,
                request,
                options,
                call ->
                        remoteControl.add(
                                remoteStop(chargePointId, request, call), call.requestedBy()));
    }

    private static RemoteRequest remoteStop(
            String chargePointId, RemoteStopTransaction.Request request, Call call) {
        return new RemoteRequest(
                call.commandId(),
                Kind.STOP,
                chargePointId,
                null,
                null,
                request.transactionId(),
                null,
                call.requestedAt(),
                call.expiresAt().plus(STOP_IS_AWAITED));
    }

    @GetMapping("/remote-requests")
    Page<RemoteRequestView> list(
            @RequestParam(required = false) @Nullable String chargePointId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return views.list(chargePointId, Cursor.parse(cursor, 2), Cursor.limit(limit));
    }

    @GetMapping("/remote-requests/{commandId}")
    RemoteRequestView get(@PathVariable UUID commandId) {
        return views.find(commandId)
                .orElseThrow(() -> Problem.notFound("remote start or stop " + commandId));
    }

    private static String chargePointId(ObjectNode body) {
        var id = body.remove("chargePointId");
        if (id == null || !id.isString() || id.asString().isBlank()) {
            throw Problem.badRequest("/chargePointId", "must name a charge point");
        }
        return id.asString();
    }

    private <T extends OcppRequest<?>> T decode(Class<T> type, ObjectNode body) {
        return codec.decode(type, body.toString().getBytes(UTF_8)).message();
    }

    private void refuseUnlessRegistered(String chargePointId) {
        var registration = registrations.forbidding(chargePointId);
        if (registration != null) {
            throw Problem.conflict(
                    "the charge point's registration is %s; OCPP forbids remote start and stop until it is Accepted"
                            .formatted(registration));
        }
    }

    /** Rules of the protocol that its schema does not state. */
    private static void check(RemoteStartTransaction.Request request) {
        if (request.connectorId() != null && request.connectorId() <= 0) {
            throw Problem.badRequest("/connectorId", "must be greater than 0");
        }
        var profile = request.chargingProfile();
        if (profile == null) {
            return;
        }
        if (profile.chargingProfilePurpose() != ChargingProfilePurpose.TX_PROFILE) {
            throw Problem.badRequest(
                    "/chargingProfile/chargingProfilePurpose",
                    "must be TxProfile in a remote start");
        }
        if (profile.transactionId() != null) {
            throw Problem.badRequest(
                    "/chargingProfile/transactionId",
                    "must be absent: there is no transaction yet");
        }
        PROFILE.checkShape(profile);
    }

    /**
     * Far from the ids that people, smartcharging-service and sites choose; the same again for the
     * same Idempotency-Key, so that the repetition is the same command.
     */
    private static int chosenProfileId(CallOptions options) {
        var key = options.idempotencyKey();
        var seed =
                key == null
                        ? UUID.randomUUID()
                        : UUID.nameUUIDFromBytes(
                                (options.requestedBy() + '\n' + key).getBytes(UTF_8));
        return FIRST_PROFILE_ID + Math.floorMod(seed.getLeastSignificantBits(), PROFILE_IDS);
    }
}
