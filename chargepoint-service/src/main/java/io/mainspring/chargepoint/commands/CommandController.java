package io.mainspring.chargepoint.commands;

import io.mainspring.chargepoint.registration.ChargePoints;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.Calls;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.ocpp.v16.action.ChangeAvailability;
import io.mainspring.ocpp.v16.action.ClearCache;
import io.mainspring.ocpp.v16.action.DataTransfer;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.action.Reset;
import io.mainspring.ocpp.v16.action.UnlockConnector;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Commands whose body is the OCPP payload. Values are checked against the protocol only: an
 * operator may unlock connector 9 of a charge point that has two, and sees what it answers.
 */
@RestController
@RequestMapping("/api/v1/charge-points/{id}")
class CommandController {

    private final ChargePoints chargePoints;
    private final Calls calls;

    CommandController(ChargePoints chargePoints, Calls calls) {
        this.chargePoints = chargePoints;
        this.calls = calls;
    }

    @PostMapping("/reset")
    ResponseEntity<CommandView> reset(
            @PathVariable String id, @RequestBody Reset.Request request, CallOptions options) {
        return perform(id, request, options);
    }

    @PostMapping("/unlock-connector")
    ResponseEntity<CommandView> unlockConnector(
            @PathVariable String id,
            @RequestBody UnlockConnector.Request request,
            CallOptions options) {
        return perform(id, request, options);
    }

    @PostMapping("/change-availability")
    ResponseEntity<CommandView> changeAvailability(
            @PathVariable String id,
            @RequestBody ChangeAvailability.Request request,
            CallOptions options) {
        return perform(id, request, options);
    }

    @PostMapping("/clear-cache")
    ResponseEntity<CommandView> clearCache(@PathVariable String id, CallOptions options) {
        return perform(id, new ClearCache.Request(), options);
    }

    @PostMapping("/data-transfer")
    ResponseEntity<CommandView> dataTransfer(
            @PathVariable String id,
            @RequestBody DataTransfer.Request request,
            CallOptions options) {
        return perform(id, request, options);
    }

    private ResponseEntity<CommandView> perform(
            String chargePointId, OcppRequest<?> request, CallOptions options) {
        return calls.perform(chargePoints.recipient(chargePointId).id().value(), request, options);
    }
}
