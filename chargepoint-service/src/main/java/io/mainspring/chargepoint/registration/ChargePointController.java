package io.mainspring.chargepoint.registration;

import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import java.net.URI;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** Register, read, change, retire. */
@RestController
@RequestMapping("/api/v1/charge-points")
class ChargePointController {

    private final ChargePoints chargePoints;
    private final RegistrationDesk desk;

    ChargePointController(ChargePoints chargePoints, RegistrationDesk desk) {
        this.chargePoints = chargePoints;
        this.desk = desk;
    }

    /**
     * What an operator says about a charge point; what is left out is as the settings say, or stays
     * as it is.
     *
     * @param chargePointId only when it is registered
     * @param authorizationKey only when it is registered, 32 to 40 hexadecimal digits or 16 to 20
     *     characters; left out where the security profile needs one, it is generated
     * @param admission only when it is registered: what its boots are answered, Accepted if left
     *     out
     * @param serialNumber an empty text takes it away
     */
    record Form(
            @Nullable String chargePointId,
            @Nullable String authorizationKey,
            @Nullable String admission,
            @Nullable Integer securityProfile,
            @Nullable String serialNumber,
            @Nullable Boolean subprotocolRequired,
            @Nullable Boolean strict) {}

    /**
     * A charge point that was just registered.
     *
     * @param authorizationKey 40 hexadecimal digits if it was generated: shown here and never again
     */
    record Registered(ChargePointView chargePoint, @Nullable String authorizationKey) {}

    /**
     * What its boots are answered.
     *
     * @param status Accepted, Pending or Rejected
     */
    record Decision(@Nullable String status) {}

    @PostMapping
    ResponseEntity<Registered> register(@RequestBody Form form, Principal who) {
        var registered = desk.register(form, who.getName());
        var id = registered.chargePoint().chargePointId();
        return ResponseEntity.created(
                        URI.create(
                                "/api/v1/charge-points/"
                                        + UriUtils.encodePathSegment(
                                                id, java.nio.charset.StandardCharsets.UTF_8)))
                .body(registered);
    }

    @GetMapping
    Page<ChargePointView> list(
            @RequestParam(required = false) @Nullable String registration,
            @RequestParam(required = false) @Nullable String admission,
            @RequestParam(required = false) @Nullable Boolean online,
            @RequestParam(required = false) @Nullable String vendor,
            @RequestParam(required = false) @Nullable String model,
            @RequestParam(required = false) @Nullable String prefix,
            @RequestParam(defaultValue = "false") boolean retired,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return chargePoints.list(
                new ChargePoints.Filter(
                        registration, admission, online, vendor, model, prefix, retired),
                Cursor.limit(limit),
                Cursor.parse(cursor, 2));
    }

    @GetMapping("/{id}")
    ChargePointView read(@PathVariable String id) {
        return chargePoints.find(id).orElseThrow(() -> ChargePoints.unknown(id));
    }

    @PatchMapping("/{id}")
    ChargePointView change(@PathVariable String id, @RequestBody Form form, Principal who) {
        if (form.chargePointId() != null
                || form.authorizationKey() != null
                || form.admission() != null) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "Invalid request",
                    "an identity cannot change; key and admission have addresses of their own",
                    null);
        }
        desk.change(id, form, who.getName());
        return read(id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retire(@PathVariable String id, Principal who) {
        desk.retire(id, who.getName());
    }

    @GetMapping("/{id}/admission")
    Decision admission(@PathVariable String id) {
        return new Decision(read(id).admission());
    }

    @PutMapping("/{id}/admission")
    ChargePointView decide(@PathVariable String id, @RequestBody Decision decision, Principal who) {
        desk.decide(id, decision.status(), who.getName());
        return read(id);
    }

    /** How many charge points the gateways were told of. */
    record Republished(int chargePoints) {}

    /** Tells the gateways everything anew, for a topic that was lost. */
    @PostMapping("/admissions/republish")
    Republished republish() {
        return new Republished(desk.repeatAdmissions());
    }
}
