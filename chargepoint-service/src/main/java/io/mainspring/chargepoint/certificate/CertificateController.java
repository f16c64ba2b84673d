package io.mainspring.chargepoint.certificate;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.chargepoint.registration.ChargePointCommand;
import io.mainspring.chargepoint.registration.ChargePoints;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.Calls;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.kit.eventsourcing.EventFollowers;
import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.v16.action.CertificateSigned;
import io.mainspring.ocpp.v16.action.ExtendedTriggerMessage;
import io.mainspring.ocpp.v16.type.ExtendedMessageTrigger;
import java.math.BigInteger;
import java.security.Principal;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A charge point's own certificates. */
@RestController
@RequestMapping("/api/v1/charge-points")
class CertificateController {

    private static final int REVOCATION_SECONDS = 10;

    private final ChargePoints chargePoints;
    private final Certificates certificates;
    private final SigningAuthority authority;
    private final SigningInbox inbox;
    private final ChainLimit chainLimit;
    private final CommandGateway commands;
    private final PollTransaction transaction;
    private final Calls calls;
    private final EventFollowers followers;
    private final Clock clock;

    CertificateController(
            ChargePoints chargePoints,
            Certificates certificates,
            SigningAuthority authority,
            SigningInbox inbox,
            ChainLimit chainLimit,
            CommandGateway commands,
            PollTransaction transaction,
            Calls calls,
            EventFollowers followers,
            Clock clock) {
        this.chargePoints = chargePoints;
        this.certificates = certificates;
        this.authority = authority;
        this.inbox = inbox;
        this.chainLimit = chainLimit;
        this.commands = commands;
        this.transaction = transaction;
        this.calls = calls;
        this.followers = followers;
        this.clock = clock;
    }

    /**
     * What is sent to the charge point.
     *
     * @param serialNumber of one that was signed here; left out, and no chain given: the newest
     * @param certificateChain PEM of one that was signed elsewhere, leaf first
     */
    record Resend(@Nullable String serialNumber, @Nullable String certificateChain) {}

    @GetMapping("/{id}/certificates")
    List<Certificates.CertificateView> all(@PathVariable String id) {
        return certificates.of(chargePoints.known(id).value());
    }

    /** What charge points hold, all over; the first to end first. */
    @GetMapping("/certificates")
    Page<Certificates.HeldView> held(
            @RequestParam(required = false) @Nullable Instant endsBefore,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return certificates.held(endsBefore, Cursor.limit(limit), Cursor.parse(cursor, 3));
    }

    /** Which certificates the embedded authority has revoked, PEM: for those who check them. */
    @GetMapping(
            value = "/certificate-authority/revocation-list",
            produces = MediaType.TEXT_PLAIN_VALUE)
    String revocationList() {
        return authority
                .revocationList()
                .map(Pem::of)
                .orElseThrow(() -> Problem.notFound("there is no embedded certificate authority"));
    }

    /** The roots to which the certificates lead, PEM: to be installed where they are checked. */
    @GetMapping(value = "/certificate-authority", produces = MediaType.TEXT_PLAIN_VALUE)
    String trustAnchors() {
        return authority
                .find()
                .map(present -> Pem.of(present.trustAnchors()))
                .orElseThrow(() -> Problem.notFound("there is no certificate authority"));
    }

    /** Asks the charge point to have a new one signed; it may refuse. */
    @PostMapping("/{id}/certificates/renew")
    ResponseEntity<CommandView> renew(@PathVariable String id, CallOptions options) {
        var to = chargePoints.recipient(id).id();
        return calls.perform(
                to.value(),
                new ExtendedTriggerMessage.Request(
                        ExtendedMessageTrigger.SIGN_CHARGE_POINT_CERTIFICATE, null),
                options,
                _ -> inbox.invite(to, options.requestedBy()));
    }

    /**
     * Sends a signed certificate once more, or one that was signed elsewhere. Of the latter nothing
     * is kept: it must name the identity or the registered serial number.
     *
     * @throws Problem 409 if the certificate has ended, or is longer than the charge point takes
     */
    @PostMapping("/{id}/certificate-signed")
    ResponseEntity<CommandView> resend(
            @PathVariable String id, @RequestBody Resend resend, CallOptions options) {
        var to = chargePoints.recipient(id).id();
        var chain = resend.certificateChain();
        if (chain != null) {
            return calls.perform(
                    to.value(), new CertificateSigned.Request(checked(to, chain)), options);
        }
        var view =
                (resend.serialNumber() == null
                                ? certificates.newestSigned(id)
                                : certificates.find(id, canonical(resend.serialNumber())))
                        .orElseThrow(() -> Problem.notFound("there is no such certificate"));
        var serialNumber = view.serialNumber();
        var signed = view.certificateChain();
        if (serialNumber == null || signed == null) {
            throw Problem.conflict("that certificate was never signed");
        }
        requireFit(to, signed);
        return calls.perform(
                to.value(),
                new CertificateSigned.Request(signed),
                options,
                call -> {
                    boolean allowed =
                            Boolean.TRUE.equals(
                                    commands.<Boolean>sendAndWait(
                                            new CertificateCommand.StartSending(
                                                    to,
                                                    serialNumber,
                                                    true,
                                                    options.requestedBy(),
                                                    clock.instant())));
                    if (!allowed) {
                        throw Problem.conflict(
                                "certificate " + serialNumber + " is revoked or expired");
                    }
                });
    }

    /**
     * Makes a certificate worthless. A charge point that has no other is locked out.
     *
     * @throws Problem 404 if it was not signed here, 503 if the authority does not do it
     */
    @PostMapping("/{id}/certificates/{serialNumber}/revoke")
    Certificates.CertificateView revoke(
            @PathVariable String id, @PathVariable String serialNumber, Principal who) {
        var known = chargePoints.known(id);
        var serial = canonical(serialNumber);
        if (certificates.find(id, serial).isEmpty()) {
            throw Problem.notFound("there is no such certificate");
        }
        try {
            authority
                    .find()
                    .orElseThrow(() -> Problem.conflict("there is no certificate authority"))
                    .revoke(new BigInteger(serial, 16))
                    .toCompletableFuture()
                    .orTimeout(REVOCATION_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Not revoked",
                    "the certificate authority did not revoke it",
                    null,
                    e);
        }
        transaction.execute(() -> {
            commands.sendAndWait(
                    new CertificateCommand.Revoke(known, serial, who.getName(), clock.instant()));
            commands.sendAndWait(new ChargePointCommand.Decertify(known, serial, clock.instant()));
            return known;
        });
        followers.awaitCaughtUp();
        return certificates.find(id, serial).orElseThrow();
    }

    private void requireFit(ChargePointId to, String chain) {
        chainLimit
                .objection(to.value(), chain)
                .ifPresent(objection -> {
                    throw Problem.conflict(objection);
                });
    }

    private String checked(ChargePointId to, String chain) {
        try {
            var normalised = Pem.of(Pem.certificates(chain));
            if (normalised.length() > ChainLimit.LONGEST) {
                throw Problem.badRequest("/certificateChain", "must have at most 10000 characters");
            }
            requireFit(to, normalised);
            return normalised;
        } catch (CertificateException e) {
            throw Problem.badRequest("/certificateChain", "must be certificates in PEM");
        }
    }

    private static String canonical(String serialNumber) {
        try {
            return new BigInteger(serialNumber.replace(":", "").toLowerCase(Locale.ROOT), 16)
                    .toString(16);
        } catch (NumberFormatException e) {
            throw Problem.badRequest("/serialNumber", "must be hexadecimal");
        }
    }
}
