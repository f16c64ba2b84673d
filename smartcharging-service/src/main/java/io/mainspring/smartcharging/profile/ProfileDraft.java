package io.mainspring.smartcharging.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.rules.ChargingProfileRules;
import io.mainspring.ocpp.v16.action.SetChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.smartcharging.configuration.KnownChargePoints;
import io.mainspring.smartcharging.configuration.ProfileLimits;
import io.mainspring.smartcharging.transactions.RunningTransactions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a SetChargingProfile of what an operator wrote: fills in what we can choose better and
 * checks the rest.
 */
@Component
class ProfileDraft {

    private static final String PROFILE = "csChargingProfiles";
    private static final ChargingProfileRules SHAPE = new ChargingProfileRules("/" + PROFILE);
    private static final ProfileRules RULES = new ProfileRules("/" + PROFILE);

    private final ProfileIds ids;
    private final ProfileViews profiles;
    private final RunningTransactions transactions;
    private final KnownChargePoints chargePoints;
    private final ProfileSettings settings;
    private final OcppCodec codec = OcppCodec.strict();

    ProfileDraft(
            ProfileIds ids,
            ProfileViews profiles,
            RunningTransactions transactions,
            KnownChargePoints chargePoints,
            ProfileSettings settings) {
        this.ids = ids;
        this.profiles = profiles;
        this.transactions = transactions;
        this.chargePoints = chargePoints;
        this.settings = settings;
    }

    /**
     * A request that may be sent.
     *
     * @param limits what is known of the charge point's
     * @param replaced ids of the profiles it will take the place of, as far as we know
     */
    record Ready(
            SetChargingProfile.Request request, ProfileLimits limits, List<Integer> replaced) {}

    /**
     * Fills in a missing chargingProfileId, and the transactionId of a TxProfile if exactly one
     * transaction runs on the connector.
     *
     * @param body the OCPP payload; changed by this
     * @param force do not ask whether the transaction runs, nor what the charge point's
     *     configuration allows
     * @throws Problem 400 that names the field; of the payload itself as an OcppViolation
     */
    Ready of(String chargePointId, ObjectNode body, CallOptions options, boolean force) {
        if (body.get(PROFILE) instanceof ObjectNode profile) {
            fillIn(chargePointId, body, profile, options);
        }
        var request =
                codec.decode(SetChargingProfile.Request.class, body.toString().getBytes(UTF_8))
                        .message();
        var profile = request.csChargingProfiles();
        SHAPE.checkPlace(request.connectorId(), profile);
        SHAPE.checkShape(profile);
        var limits = chargePoints.limitsOf(chargePointId);
        var installed = profiles.of(chargePointId);
        if (!force) {
            if (profile.chargingProfilePurpose() == ChargingProfilePurpose.TX_PROFILE) {
                checkTransaction(chargePointId, request.connectorId(), profile.transactionId());
            }
            RULES.objection(request.connectorId(), profile, limits, installed)
                    .ifPresent(problem -> {
                        throw problem;
                    });
        }
        return new Ready(request, limits, replaced(request, installed));
    }

    private void fillIn(
            String chargePointId, ObjectNode body, ObjectNode profile, CallOptions options) {
        if (!profile.has("chargingProfileId")) {
            var key = options.idempotencyKey();
            profile.put(
                    "chargingProfileId",
                    key == null
                            ? ids.next(List.of(chargePointId)).getFirst()
                            : ProfileIds.of(options.requestedBy(), key));
        }
        var connector = body.get("connectorId");
        boolean isTxProfile =
                ChargingProfilePurpose.TX_PROFILE
                        .wireName()
                        .equals(profile.path("chargingProfilePurpose").asString(""));
        if (isTxProfile
                && !profile.has("transactionId")
                && connector != null
                && connector.canConvertToInt()) {
            var running = transactions.on(chargePointId, connector.asInt());
            if (running.size() == 1) {
                profile.put("transactionId", running.getFirst().transactionId());
            }
        }
    }

    private void checkTransaction(
            String chargePointId, int connectorId, @Nullable Integer transactionId) {
        var pointer = "/" + PROFILE + "/transactionId";
        var running = transactions.on(chargePointId, connectorId);
        if (transactionId == null) {
            throw Problem.badRequest(
                    pointer,
                    running.isEmpty()
                            ? "is required, and no transaction is known to run on connector "
                                    + connectorId
                            : "is required: several transactions run on connector " + connectorId);
        }
        var transaction =
                running.stream()
                        .filter(t -> t.transactionId() == transactionId)
                        .findFirst()
                        .orElseThrow(() ->
                                Problem.badRequest(
                                        pointer,
                                        "must be a transaction that runs on connector "
                                                + connectorId));
        if (transaction.wasReportedLate(settings.lateStart())) {
            throw Problem.badRequest(
                    pointer,
                    "is a transaction whose start was reported long after it began (%s): it may be over"
                            .formatted(transaction.startedAt()));
        }
    }

    private static List<Integer> replaced(
            SetChargingProfile.Request request, List<InstalledProfile> installed) {
        return new Believed(request.connectorId(), ProfileTerms.of(request.csChargingProfiles()))
                        .replacedOf(
                                installed.stream()
                                        .map(i ->
                                                new Believed(
                                                        i.connectorId(),
                                                        ProfileTerms.of(i.profile())))
                                        .toList())
                        .stream()
                        .map(replaced -> replaced.profile().chargingProfileId())
                        .toList();
    }
}
