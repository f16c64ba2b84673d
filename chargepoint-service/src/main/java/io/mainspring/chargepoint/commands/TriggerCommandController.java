package io.mainspring.chargepoint.commands;

import io.mainspring.chargepoint.certificate.SigningInbox;
import io.mainspring.chargepoint.registration.ChargePoints;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.Calls;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.ExtendedTriggerMessage;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.action.TriggerMessage;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** TriggerMessage, and ExtendedTriggerMessage with the messages of the security whitepaper. */
@RestController
@RequestMapping("/api/v1/charge-points/{id}")
class TriggerCommandController {

    private final ChargePoints chargePoints;
    private final SigningInbox signing;
    private final Calls calls;

    TriggerCommandController(ChargePoints chargePoints, SigningInbox signing, Calls calls) {
        this.chargePoints = chargePoints;
        this.signing = signing;
        this.calls = calls;
    }

    @PostMapping("/trigger-message")
    ResponseEntity<CommandView> trigger(
            @PathVariable String id,
            @RequestBody TriggerMessage.Request request,
            CallOptions options) {
        return perform(
                id, request, request.requestedMessage().action(), request.connectorId(), options);
    }

    @PostMapping("/extended-trigger-message")
    ResponseEntity<CommandView> trigger(
            @PathVariable String id,
            @RequestBody ExtendedTriggerMessage.Request request,
            CallOptions options) {
        return perform(
                id, request, request.requestedMessage().action(), request.connectorId(), options);
    }

    /**
     * A trigger names no connector 0, left out it means all; and none for a certificate, which is
     * the whole charge point's. An accepted charge point must not be made to send a
     * BootNotification (errata 3.40).
     *
     * @throws Problem 400 for the connector, 409 for the BootNotification
     */
    private ResponseEntity<CommandView> perform(
            String chargePointId,
            OcppRequest<?> request,
            Action wanted,
            @Nullable Integer connectorId,
            CallOptions options) {
        var to = chargePoints.recipient(chargePointId);
        if (connectorId != null && connectorId <= 0) {
            throw Problem.badRequest("/connectorId", "must be greater than 0");
        }
        if (connectorId != null && wanted == Action.SIGN_CERTIFICATE) {
            throw Problem.badRequest(
                    "/connectorId", "must be absent with SignChargePointCertificate");
        }
        if (wanted == Action.BOOT_NOTIFICATION
                && to.registration() == RegistrationStatus.ACCEPTED) {
            throw Problem.conflict(
                    "charge point "
                            + to.id()
                            + " is accepted: it must not be made to send a BootNotification");
        }
        return wanted == Action.SIGN_CERTIFICATE
                ? calls.perform(
                        to.id().value(),
                        request,
                        options,
                        _ -> signing.invite(to.id(), options.requestedBy()))
                : calls.perform(to.id().value(), request, options);
    }
}
