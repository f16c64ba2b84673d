package io.mainspring.chargepoint.certificate;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.chargepoint.registration.ChargePoints;
import io.mainspring.kit.requests.IncomingRequest;
import io.mainspring.kit.requests.Replies;
import io.mainspring.ocpp.v16.action.SignCertificate;
import io.mainspring.ocpp.v16.type.SignCertificateStatus;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Answers SignCertificate at once (security whitepaper A02): Accepted is a promise to try, Rejected
 * means that it cannot be processed.
 */
@Component
public class SigningInbox {

    private static final Logger log = LoggerFactory.getLogger(SigningInbox.class);

    /** A subject may hold line ends, and so lines of a log. */
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}");

    private final ChargePoints chargePoints;
    private final Certificates certificates;
    private final SigningAuthority authority;
    private final RequestPolicy policy;
    private final CommandGateway commands;
    private final Clock clock;

    SigningInbox(
            ChargePoints chargePoints,
            Certificates certificates,
            SigningAuthority authority,
            RequestPolicy policy,
            CommandGateway commands,
            Clock clock) {
        this.chargePoints = chargePoints;
        this.certificates = certificates;
        this.authority = authority;
        this.policy = policy;
        this.commands = commands;
        this.clock = clock;
    }

    /** Before a charge point is asked for a request: from now on one is welcome. */
    public void invite(ChargePointId id, String by) {
        commands.sendAndWait(new CertificateCommand.Invite(id, by, clock.instant()));
    }

    /** Within the unit of work of the poll; a redelivered request is answered as before. */
    public void answer(List<IncomingRequest> requests, Replies replies) {
        for (var request : requests) {
            replies.answer(
                    request,
                    new SignCertificate.Response(
                            isTakenUp(request)
                                    ? SignCertificateStatus.ACCEPTED
                                    : SignCertificateStatus.REJECTED));
        }
    }

    private boolean isTakenUp(IncomingRequest incoming) {
        var envelope = incoming.envelope();
        var csr = ((SignCertificate.Request) incoming.message()).csr();
        var name = chargePoints.certificateName(envelope.chargePointId());
        SigningRequest request = null;
        String objection;
        try {
            request = SigningRequest.read(csr);
            objection = objection(request, name);
            if (objection == null) {
                request.requireProof();
            }
        } catch (SigningRequest.Unreadable e) {
            objection = e.getMessage();
        }
        if (objection != null) {
            log.warn(
                    "certificate request refused chargePoint={} why={}",
                    envelope.chargePointId(),
                    UNPRINTABLE.matcher(objection).replaceAll("?"));
        }
        boolean mustBeAsked =
                !name.isProven()
                        && !policy.signsUnproven()
                        && !certificates.isBeingUpgraded(envelope.chargePointId());
        return Boolean.TRUE.equals(
                commands.<Boolean>sendAndWait(
                        new CertificateCommand.Request(
                                new ChargePointId(envelope.chargePointId()),
                                envelope.messageId(),
                                request == null ? "" : request.pem(),
                                Objects.requireNonNullElse(name.commonName(), ""),
                                mustBeAsked,
                                objection,
                                clock.instant())));
    }

    private @Nullable String objection(SigningRequest request, ChargePoints.CertificateName name) {
        if (authority.find().isEmpty()) {
            return "there is no certificate authority";
        }
        if (name.commonName() == null) {
            return "none of " + name.candidates() + " can be certified, or each is another's";
        }
        return policy.objection(request, name.candidates()).orElse(null);
    }
}
