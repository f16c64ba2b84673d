package io.mainspring.reservation.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.Calls;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.v16.action.CancelReservation;
import io.mainspring.ocpp.v16.action.ReserveNow;
import io.mainspring.reservation.lifecycle.Decision.Effect;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * ReserveNow and CancelReservation. Checked against the protocol, not against what is believed of
 * the charge point: an operator may reserve an occupied connector and sees what it answers.
 */
@RestController
@RequestMapping("/api/v1/reservations")
class ReservationController {

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** What the gateway lets in. */
    private static final int LONGEST_IDENTITY = 48;

    private final Calls calls;
    private final Reservations reservations;
    private final ReservationKeys keys;
    private final ChargePoints chargePoints;
    private final Clock clock;
    private final OcppCodec codec = OcppCodec.strict();

    ReservationController(
            Calls calls,
            Reservations reservations,
            ReservationKeys keys,
            ChargePoints chargePoints,
            Clock clock) {
        this.calls = calls;
        this.reservations = reservations;
        this.keys = keys;
        this.chargePoints = chargePoints;
        this.clock = clock;
    }

    /**
     * Reserves. The body is a ReserveNow with {@code chargePointId}; {@code reservationId} may be
     * left out and is then chosen here. The id of a reservation in force asks for other terms.
     *
     * @throws Problem 400 that names the field; 409 if the id belongs to another charge point, or
     *     its reservation has ended
     */
    @PostMapping
    ResponseEntity<CommandView> reserve(@RequestBody ObjectNode body, CallOptions options) {
        var chargePointId = chargePointId(body);
        boolean isChosenHere = !body.has("reservationId");
        if (isChosenHere) {
            body.set("reservationId", IntNode.valueOf(1)); // of the right form until there is one
        }
        var asked = decode(body);
        check(asked);
        if (options.idempotencyKey() == null) {
            checkExpiry(asked, clock.instant());
        }
        int id = isChosenHere ? choose(chargePointId, options) : asked.reservationId();
        var request =
                new ReserveNow.Request(
                        asked.connectorId(),
                        asked.expiryDate().truncatedTo(ChronoUnit.MILLIS),
                        asked.idTag(),
                        asked.parentIdTag(),
                        id);
        return calls.perform(
                chargePointId,
                request,
                notBeyond(request.expiryDate(), options),
                call -> {
                    checkExpiry(request, call.requestedAt());
                    write(
                            new ReservationCommand.Request(
                                    id,
                                    chargePointId,
                                    call.commandId(),
                                    terms(request),
                                    call.requestedBy(),
                                    call.requestedAt()));
                });
    }

    private void write(ReservationCommand.Request request) {
        int id = request.reservationId();
        if (!keys.claim(id, request.chargePointId())) {
            throw conflict(id, "belongs to another charge point");
        }
        if (reservations.send(request) == Effect.OVER) {
            throw conflict(id, "has ended; ids are not used again");
        }
    }

    /** Also for ids that were never heard of here: the charge point may know them. */
    @PostMapping("/{reservationId}/cancel")
    ResponseEntity<CommandView> cancel(
            @PathVariable int reservationId, @RequestBody ObjectNode body, CallOptions options) {
        var chargePointId = chargePointId(body);
        if (!body.isEmpty()) {
            throw Problem.badRequest(
                    "/" + body.propertyNames().iterator().next(), "is not a field of this command");
        }
        return calls.perform(chargePointId, new CancelReservation.Request(reservationId), options);
    }

    private int choose(String chargePointId, CallOptions options) {
        var idempotencyKey = options.idempotencyKey();
        return idempotencyKey == null
                ? keys.next(chargePointId)
                : keys.next(chargePointId, options.requestedBy(), idempotencyKey);
    }

    private static Problem conflict(int reservationId, String reason) {
        return new Problem(
                HttpStatus.CONFLICT,
                "Conflict",
                "reservation %d %s".formatted(reservationId, reason),
                "/reservationId");
    }

    /** What is left of its time is the longest that a reservation may wait for its charge point. */
    private CallOptions notBeyond(Instant expiryDate, CallOptions options) {
        var wait = options.whenOnline();
        var left = Duration.between(clock.instant(), expiryDate);
        return wait == null || wait.compareTo(left) <= 0
                ? options
                : new CallOptions(
                        options.requestedBy(),
                        options.idempotencyKey(),
                        left,
                        options.respondAsync());
    }

    private void check(ReserveNow.Request request) {
        if (request.connectorId() < 0) {
            throw Problem.badRequest("/connectorId", "must be 0 (any connector) or greater");
        }
        if (request.expiryDate().isAfter(LAST)) {
            throw Problem.badRequest("/expiryDate", "must be before the year 10000");
        }
        if (request.reservationId() <= 0) {
            throw Problem.badRequest("/reservationId", "must be greater than 0");
        }
    }

    /** Of a command that is told again it counts when it was told first. */
    private static void checkExpiry(ReserveNow.Request request, Instant requestedAt) {
        if (!request.expiryDate().isAfter(requestedAt)) {
            throw Problem.badRequest("/expiryDate", "must be in the future");
        }
    }

    private static Terms terms(ReserveNow.Request request) {
        var parent = request.parentIdTag();
        return new Terms(
                request.connectorId(),
                request.idTag().value(),
                parent == null ? null : parent.value(),
                request.expiryDate());
    }

    private ReserveNow.Request decode(ObjectNode body) {
        return codec.decode(ReserveNow.Request.class, body.toString().getBytes(UTF_8)).message();
    }

    private String chargePointId(ObjectNode body) {
        var id = body.remove("chargePointId");
        var text = id == null || !id.isString() ? null : id.asString();
        if (isNoIdentity(text)) {
            throw Problem.badRequest("/chargePointId", "must name a charge point");
        }
        return chargePoints.spellingOf(String.valueOf(text));
    }

    /** NUL is legal JSON and no PostgreSQL text. */
    private static boolean isNoIdentity(@Nullable String text) {
        return text == null
                || text.isBlank()
                || text.length() > LONGEST_IDENTITY
                || text.indexOf('\0') >= 0;
    }
}
