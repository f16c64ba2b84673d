package io.mainspring.chargepoint.registration;

import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.CommandView;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The keys of a charge point: a new one over the wire, or one agreed by other means. */
@RestController
@RequestMapping("/api/v1/charge-points/{id}/key")
class KeyController {

    private final ChargePoints chargePoints;
    private final KeyRotation rotation;
    private final RegistrationDesk desk;

    KeyController(ChargePoints chargePoints, KeyRotation rotation, RegistrationDesk desk) {
        this.chargePoints = chargePoints;
        this.rotation = rotation;
        this.desk = desk;
    }

    /**
     * A key on its way, or taken.
     *
     * @param authorizationKey 40 hexadecimal digits, shown here and never again
     * @param command how its sending ended, without the key
     */
    record Rotation(String authorizationKey, @Nullable CommandView command) {}

    /** A key that the charge point has already. */
    record AgreedKey(@Nullable String authorizationKey) {}

    /** Only a registered charge point has a key to change. */
    @PostMapping
    ResponseEntity<Rotation> rotate(@PathVariable String id, CallOptions options) {
        var to = chargePoints.recipient(id);
        if (!to.registered()) {
            throw ChargePoints.unknown(id);
        }
        var key = rotation.generate();
        var answer = rotation.perform(to, key, options);
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .body(new Rotation(key.hex(), answer.getBody()));
    }

    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void agree(@PathVariable String id, @RequestBody AgreedKey key, Principal who) {
        desk.setKey(id, key.authorizationKey(), who.getName());
    }
}
