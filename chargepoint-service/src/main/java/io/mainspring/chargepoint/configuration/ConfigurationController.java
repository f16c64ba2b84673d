package io.mainspring.chargepoint.configuration;

import io.mainspring.chargepoint.registration.ChargePoints;
import io.mainspring.chargepoint.registration.KeyRotation;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.Calls;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.ocpp.v16.action.ChangeConfiguration;
import io.mainspring.ocpp.v16.action.GetConfiguration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The configuration of a charge point: as last known, asked for, changed. */
@RestController
@RequestMapping("/api/v1/charge-points/{id}")
class ConfigurationController {

    private final ChargePoints chargePoints;
    private final Configurations configurations;
    private final PagedGetConfiguration reading;
    private final KeyRotation rotation;
    private final Calls calls;

    ConfigurationController(
            ChargePoints chargePoints,
            Configurations configurations,
            PagedGetConfiguration reading,
            KeyRotation rotation,
            Calls calls) {
        this.chargePoints = chargePoints;
        this.configurations = configurations;
        this.reading = reading;
        this.rotation = rotation;
        this.calls = calls;
    }

    @GetMapping("/configuration")
    Configurations.ConfigurationView lastKnown(@PathVariable String id) {
        return configurations.of(chargePoints.known(id).value());
    }

    @PostMapping("/get-configuration")
    ResponseEntity<CommandView> get(
            @PathVariable String id,
            @RequestBody GetConfiguration.Request request,
            CallOptions options) {
        return reading.perform(chargePoints.recipient(id).id().value(), request, options);
    }

    /** A new AuthorizationKey is a rotation of the key, whichever way it is asked for. */
    @PostMapping("/change-configuration")
    ResponseEntity<CommandView> change(
            @PathVariable String id,
            @RequestBody ChangeConfiguration.Request request,
            CallOptions options) {
        var to = chargePoints.recipient(id);
        return KeyRotation.concerns(request)
                ? rotation.perform(to, request, options)
                : calls.perform(to.id().value(), request, options);
    }
}
