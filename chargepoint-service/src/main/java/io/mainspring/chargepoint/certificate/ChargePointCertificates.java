package io.mainspring.chargepoint.certificate;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of one charge point: its own, from request to end, and the roots it holds. Each
 * command moves a certificate forward only, so a repeated or late one changes nothing.
 */
class ChargePointCertificates {

    /** One request for a renewal is enough for so long. */
    private static final Duration RENEWAL_PAUSE = Duration.ofHours(24);

    private static final int REMEMBERED_COMMANDS = 16;

    // null until the first event: Axon would take an empty one for an identifier
    @AggregateIdentifier private @Nullable String stream;

    // none is final: a snapshot is read into the fields
    private String chargePointId = "";
    private Map<UUID, RequestState> requests = new HashMap<>();
    private Map<String, CertificateState> certificates = new HashMap<>();
    private Map<String, Instant> renewals = new HashMap<>();
    private Deque<UUID> commands = new ArrayDeque<>();

    enum RequestState {
        REFUSED,
        REQUESTED,
        SIGNING,
        DONE
    }

    enum CertificateState {
        SIGNED,
        SENT,
        ACCEPTED,
        REJECTED,
        UNDELIVERED,
        IN_USE,
        ENDED;

        boolean mayBeInUse() {
            return this == ACCEPTED || this == IN_USE;
        }
    }

    ChargePointCertificates() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean handle(CertificateCommand.Request c) {
        var known = requests.get(c.requestId());
        if (known != null) {
            return known != RequestState.REFUSED;
        }
        var objection = c.objection();
        if (objection != null) {
            apply(new CertificateEvent.Refused(c.id().value(), c.requestId(), objection, c.at()));
            return false;
        }
        apply(
                new CertificateEvent.Requested(
                        c.id().value(), c.requestId(), c.request(), c.commonName(), c.at()));
        return true;
    }

    @CommandHandler
    boolean handle(CertificateCommand.StartSigning c) {
        if (requests.get(c.requestId()) != RequestState.REQUESTED) {
            return false;
        }
        apply(new CertificateEvent.SigningStarted(chargePointId, c.requestId(), c.at()));
        return true;
    }

    @CommandHandler
    void handle(CertificateCommand.RecordSigned c) {
        if (requests.get(c.requestId()) == RequestState.SIGNING) {
            apply(
                    new CertificateEvent.Signed(
                            chargePointId,
                            c.requestId(),
                            c.serialNumber(),
                            c.subject(),
                            c.notBefore(),
                            c.notAfter(),
                            c.chain(),
                            c.at()));
        }
    }

    @CommandHandler
    void handle(CertificateCommand.RecordFailure c) {
        if (requests.get(c.requestId()) == RequestState.SIGNING) {
            apply(
                    new CertificateEvent.SigningFailed(
                            chargePointId, c.requestId(), c.why(), c.at()));
        }
    }

    @CommandHandler
    boolean handle(CertificateCommand.StartSending c) {
        var state = certificates.get(c.serialNumber());
        boolean allowed =
                c.again()
                        ? state != null && state != CertificateState.ENDED
                        : state == CertificateState.SIGNED;
        if (allowed) {
            apply(new CertificateEvent.Sent(chargePointId, c.serialNumber(), c.by(), c.at()));
        }
        return allowed;
    }

    @CommandHandler
    void handle(CertificateCommand.SettleDelivery c) {
        if (certificates.get(c.serialNumber()) == CertificateState.SENT) {
            apply(
                    switch (c.delivery()) {
                        case ACCEPTED ->
                                new CertificateEvent.Accepted(
                                        chargePointId, c.serialNumber(), c.at());
                        case REJECTED ->
                                new CertificateEvent.Rejected(
                                        chargePointId, c.serialNumber(), c.why(), c.at());
                        case FAILED ->
                                new CertificateEvent.Undelivered(
                                        chargePointId, c.serialNumber(), c.why(), c.at());
                    });
        }
    }

    @CommandHandler
    void handle(CertificateCommand.SeeInUse c) {
        if (certificates.get(c.serialNumber()) == CertificateState.ACCEPTED) {
            apply(new CertificateEvent.SeenInUse(chargePointId, c.serialNumber(), c.at()));
        }
    }

    @CommandHandler
    boolean handle(CertificateCommand.AskRenewal c) {
        var state = certificates.get(c.serialNumber());
        var asked = renewals.get(c.serialNumber());
        if (state == null
                || !state.mayBeInUse()
                || (asked != null && asked.plus(RENEWAL_PAUSE).isAfter(c.at()))) {
            return false;
        }
        apply(new CertificateEvent.RenewalAsked(chargePointId, c.serialNumber(), c.at()));
        return true;
    }

    @CommandHandler
    void handle(CertificateCommand.Revoke c) {
        var state = certificates.get(c.serialNumber());
        if (state != null && state != CertificateState.ENDED) {
            apply(new CertificateEvent.Revoked(chargePointId, c.serialNumber(), c.by(), c.at()));
        }
    }

    @CommandHandler
    void handle(CertificateCommand.Expire c) {
        var state = certificates.get(c.serialNumber());
        if (state != null && state != CertificateState.ENDED) {
            apply(new CertificateEvent.Expired(chargePointId, c.serialNumber(), c.at()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CertificateCommand.ReportRoots c) {
        if (!commands.contains(c.commandId())) {
            apply(
                    new CertificateEvent.RootsReported(
                            c.id().value(), c.type(), c.certificates(), c.commandId(), c.at()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CertificateCommand.RecordRoot c) {
        if (!commands.contains(c.commandId())) {
            apply(
                    new CertificateEvent.RootInstalled(
                            c.id().value(),
                            c.type(),
                            c.certificate(),
                            c.commandId(),
                            c.by(),
                            c.at()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CertificateCommand.RecordDeletion c) {
        if (!commands.contains(c.commandId())) {
            apply(
                    new CertificateEvent.RootDeleted(
                            c.id().value(), c.certificate(), c.commandId(), c.by(), c.at()));
        }
    }

    @EventSourcingHandler
    void on(CertificateEvent event) {
        chargePointId = event.chargePointId();
        stream = CertificateCommand.streamOf(event.id());
        switch (event) {
            case CertificateEvent.Requested e ->
                    requests.put(e.requestId(), RequestState.REQUESTED);
            case CertificateEvent.Refused e -> requests.put(e.requestId(), RequestState.REFUSED);
            case CertificateEvent.SigningStarted e ->
                    requests.put(e.requestId(), RequestState.SIGNING);
            case CertificateEvent.Signed e -> {
                requests.put(e.requestId(), RequestState.DONE);
                certificates.put(e.serialNumber(), CertificateState.SIGNED);
            }
            case CertificateEvent.SigningFailed e -> requests.put(e.requestId(), RequestState.DONE);
            case CertificateEvent.Sent e ->
                    certificates.put(e.serialNumber(), CertificateState.SENT);
            case CertificateEvent.Accepted e ->
                    certificates.put(e.serialNumber(), CertificateState.ACCEPTED);
            case CertificateEvent.Rejected e ->
                    certificates.put(e.serialNumber(), CertificateState.REJECTED);
            case CertificateEvent.Undelivered e ->
                    certificates.put(e.serialNumber(), CertificateState.UNDELIVERED);
            case CertificateEvent.SeenInUse e ->
                    certificates.put(e.serialNumber(), CertificateState.IN_USE);
            case CertificateEvent.RenewalAsked e -> renewals.put(e.serialNumber(), e.at());
            case CertificateEvent.Revoked e -> end(e.serialNumber());
            case CertificateEvent.Expired e -> end(e.serialNumber());
            case CertificateEvent.RootsReported e -> remember(e.commandId());
            case CertificateEvent.RootInstalled e -> remember(e.commandId());
            case CertificateEvent.RootDeleted e -> remember(e.commandId());
        }
    }

    private void end(String serialNumber) {
        certificates.put(serialNumber, CertificateState.ENDED);
        renewals.remove(serialNumber);
    }

    private void remember(UUID commandId) {
        commands.addLast(commandId);
        if (commands.size() > REMEMBERED_COMMANDS) {
            commands.removeFirst();
        }
    }

    @Override
    public String toString() {
        return stream + " " + certificates.size() + " certificates";
    }
}
