package io.mainspring.chargepoint.certificate;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.chargepoint.registration.ChargePoints;
import io.mainspring.kit.requests.IncomingRequest;
import io.mainspring.kit.requests.Replies;
import io.mainspring.ocpp.v16.action.SignCertificate;
import io.mainspring.ocpp.v16.type.SignCertificateStatus;
import java.util.List;
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

    private final ChargePoints chargePoints;
    private final SigningAuthority authority;
    private final RequestPolicy policy;
    private final CommandGateway commands;

    SigningInbox(
            ChargePoints chargePoints,
            SigningAuthority authority,
            RequestPolicy policy,
            CommandGateway commands) {
        this.chargePoints = chargePoints;
        this.authority = authority;
        this.policy = policy;
        this.commands = commands;
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
        } catch (SigningRequest.Unreadable e) {
            objection = e.getMessage();
        }
        if (objection != null) {
            log.warn(
                    "certificate request refused chargePoint={} why={}",
                    envelope.chargePointId(),
                    objection);
        }
        return Boolean.TRUE.equals(
                commands.<Boolean>sendAndWait(
                        new CertificateCommand.Request(
                                new ChargePointId(envelope.chargePointId()),
                                envelope.messageId(),
                                request == null ? "" : request.pem(),
                                name.commonName(),
                                objection,
                                envelope.receivedAt())));
    }

    private @Nullable String objection(SigningRequest request, ChargePoints.CertificateName name) {
        return authority.find().isEmpty()
                ? "there is no certificate authority"
                : policy.objection(request, name.candidates()).orElse(null);
    }
}
