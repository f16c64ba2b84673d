package io.mainspring.chargepoint.commands;

import io.mainspring.chargepoint.certificate.SigningInbox;
import io.mainspring.chargepoint.registration.ChargePoints;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.Calls;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.v16.action.ExtendedTriggerMessage;
import io.mainspring.ocpp.v16.type.ExtendedMessageTrigger;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** ExtendedTriggerMessage: TriggerMessage with the messages of the security whitepaper. */
@RestController
@RequestMapping("/api/v1/charge-points/{id}/extended-trigger-message")
class ExtendedTriggerController {

    private final ChargePoints chargePoints;
    private final SigningInbox signing;
    private final Calls calls;

    ExtendedTriggerController(ChargePoints chargePoints, SigningInbox signing, Calls calls) {
        this.chargePoints = chargePoints;
        this.signing = signing;
        this.calls = calls;
    }

    /**
     * The certificate is the whole charge point's, so its trigger has no connector.
     *
     * @throws Problem 400 for that; 409 for a BootNotification of an accepted charge point
     */
    @PostMapping
    ResponseEntity<CommandView> trigger(
            @PathVariable String id,
            @RequestBody ExtendedTriggerMessage.Request request,
            CallOptions options) {
        var to = chargePoints.recipient(id);
        if (request.requestedMessage() == ExtendedMessageTrigger.SIGN_CHARGE_POINT_CERTIFICATE
                && request.connectorId() != null) {
            throw Problem.badRequest(
                    "/connectorId", "must be absent with SignChargePointCertificate");
        }
        if (request.requestedMessage() == ExtendedMessageTrigger.BOOT_NOTIFICATION
                && to.registration() == RegistrationStatus.ACCEPTED) {
            throw Problem.conflict(
                    "charge point "
                            + to.id()
                            + " is accepted: it must not be made to send a BootNotification");
        }
        return calls.perform(
                to.id().value(),
                request,
                options,
                _ -> {
                    if (request.requestedMessage()
                            == ExtendedMessageTrigger.SIGN_CHARGE_POINT_CERTIFICATE) {
                        signing.invite(to.id(), options.requestedBy());
                    }
                });
    }
}
