package io.mainspring.chargepoint.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of one charge point: its own, from request to end, and the roots it holds. What
 * is so already makes no event, so each command may be repeated. What has ended is remembered as
 * long as a repetition is to be expected: a charge point that asks for ever does not fill it.
 */
class ChargePointCertificates {

    /** One request for a renewal is enough for so long. */
    private static final Duration RENEWAL_PAUSE = Duration.ofHours(24);

    /** Who was asked for a request may take so long. */
    private static final Duration INVITATION = Duration.ofHours(24);

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final int REQUESTS_AN_HOUR = 12;

    private static final int REMEMBERED_COMMANDS = 16;
    private static final int REMEMBERED_REQUESTS = 32;
    private static final int REMEMBERED_CERTIFICATES = 64;

    // null until the first event: Axon would take an empty one for an identifier
    @AggregateIdentifier private @Nullable String stream;

    // none is final: a snapshot is read into the fields
    private String chargePointId = "";
    private Map<UUID, Request> requests = new LinkedHashMap<>();
    private Deque<Instant> takenUp = new ArrayDeque<>();
    private @Nullable Refusal refusal;
    private @Nullable Instant invitedAt;

    /** In the order in which they were signed. */
    private Map<String, CertificateState> certificates = new LinkedHashMap<>();

    private Map<String, Instant> renewals = new HashMap<>();
    private Deque<UUID> commands = new ArrayDeque<>();

    /**
     * @param csr tells it from others, so that a repeated one is known
     * @param serialNumber of the certificate that came of it; null until then
     */
    private record Request(RequestState state, @Nullable UUID csr, @Nullable String serialNumber) {

        Request is(RequestState other) {
            return new Request(other, csr, serialNumber);
        }

        Request signed(String as) {
            return new Request(RequestState.DONE, csr, as);
        }
    }

    private record Refusal(String why, Instant at) {}

    enum RequestState {
        REFUSED,
        REQUESTED,
        SIGNING,
        /** The authority may still answer. */
        FAILED,
        DONE;

        boolean isOpen() {
            return this == REQUESTED || this == SIGNING;
        }
    }

    enum CertificateState {
        SIGNED,
        SENT,
        ACCEPTED,
        REJECTED,
        UNDELIVERED,
        IN_USE,
        REPLACED,
        ENDED;

        boolean mayBeInUse() {
            return this == ACCEPTED || this == IN_USE;
        }

        boolean isOnItsWay() {
            return this == SIGNED || this == SENT;
        }
    }

    ChargePointCertificates() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean handle(CertificateCommand.Request c) {
        var known = requests.get(c.requestId());
        if (known != null) {
            return known.state() != RequestState.REFUSED;
        }
        if (c.objection() == null && isInHand(c.request())) {
            return true;
        }
        var objection = c.objection() == null ? objection(c) : c.objection();
        if (objection == null) {
            apply(
                    new CertificateEvent.Requested(
                            c.id().value(), c.requestId(), c.request(), c.commonName(), c.at()));
        } else if (refusal == null
                || !refusal.why().equals(objection)
                || !isWithin(AN_HOUR, refusal.at(), c.at())) {
            apply(new CertificateEvent.Refused(c.id().value(), c.requestId(), objection, c.at()));
        }
        return objection == null;
    }

    private @Nullable String objection(CertificateCommand.Request c) {
        if (c.mustBeAsked() && (invitedAt == null || !isWithin(INVITATION, invitedAt, c.at()))) {
            return "nobody asked for it, and in security profile 0 anybody could have sent it";
        }
        return takenUp.size() == REQUESTS_AN_HOUR && isWithin(AN_HOUR, takenUp.getFirst(), c.at())
                ? "there were " + REQUESTS_AN_HOUR + " requests within an hour"
                : null;
    }

    private boolean isInHand(String csr) {
        return requests.values().stream()
                .filter(request -> tell(csr).equals(request.csr()))
                .anyMatch(request -> {
                    var state =
                            request.serialNumber() == null
                                    ? null
                                    : certificates.get(request.serialNumber());
                    return request.state().isOpen() || (state != null && state.isOnItsWay());
                });
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CertificateCommand.Invite c) {
        apply(new CertificateEvent.Invited(c.id().value(), c.by(), c.at()));
    }

    @CommandHandler
    boolean handle(CertificateCommand.StartSigning c) {
        if (stateOf(c.requestId()) != RequestState.REQUESTED) {
            return false;
        }
        apply(new CertificateEvent.SigningStarted(chargePointId, c.requestId(), c.at()));
        return true;
    }

    @CommandHandler
    boolean handle(CertificateCommand.RecordSigned c) {
        var state = stateOf(c.requestId());
        if (state != RequestState.SIGNING && state != RequestState.FAILED) {
            return false;
        }
        if (certificates.containsKey(c.serialNumber())) {
            fail(
                    c.requestId(),
                    "the authority gave certificate " + c.serialNumber() + " for the second time",
                    c.at());
            return false;
        }
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
        return true;
    }

    @CommandHandler
    void handle(CertificateCommand.RecordFailure c) {
        fail(c.requestId(), c.why(), c.at());
    }

    private void fail(UUID requestId, String why, Instant at) {
        if (stateOf(requestId) == RequestState.SIGNING) {
            apply(new CertificateEvent.SigningFailed(chargePointId, requestId, why, at));
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

    /** An answer counts also when it was given up before. */
    @CommandHandler
    void handle(CertificateCommand.SettleDelivery c) {
        var state = certificates.get(c.serialNumber());
        boolean isGivenUp = state == CertificateState.UNDELIVERED;
        if (state != CertificateState.SENT && !isGivenUp) {
            return;
        }
        switch (c.delivery()) {
            case ACCEPTED ->
                    apply(new CertificateEvent.Accepted(chargePointId, c.serialNumber(), c.at()));
            case REJECTED ->
                    apply(
                            new CertificateEvent.Rejected(
                                    chargePointId, c.serialNumber(), c.why(), c.at()));
            case FAILED -> {
                if (!isGivenUp) {
                    apply(
                            new CertificateEvent.Undelivered(
                                    chargePointId, c.serialNumber(), c.why(), c.at()));
                }
            }
        }
    }

    @CommandHandler
    void handle(CertificateCommand.SeeInUse c) {
        var state = certificates.get(c.serialNumber());
        if (state != CertificateState.IN_USE && state != CertificateState.ENDED) {
            apply(new CertificateEvent.SeenInUse(chargePointId, c.serialNumber(), c.at()));
        }
    }

    @CommandHandler
    boolean handle(CertificateCommand.AskRenewal c) {
        var state = certificates.get(c.serialNumber());
        var asked = renewals.get(c.serialNumber());
        if (state == null
                || !state.mayBeInUse()
                || (asked != null && isWithin(RENEWAL_PAUSE, asked, c.at()))) {
            return false;
        }
        apply(new CertificateEvent.RenewalAsked(chargePointId, c.serialNumber(), c.at()));
        return true;
    }

    /** Also one that is forgotten: who asks has found it. */
    @CommandHandler
    void handle(CertificateCommand.Revoke c) {
        if (certificates.get(c.serialNumber()) != CertificateState.ENDED) {
            apply(new CertificateEvent.Revoked(chargePointId, c.serialNumber(), c.by(), c.at()));
        }
    }

    /** As with {@link CertificateCommand.Revoke}. */
    @CommandHandler
    void handle(CertificateCommand.Expire c) {
        if (certificates.get(c.serialNumber()) != CertificateState.ENDED) {
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
            case CertificateEvent.Requested e -> {
                add(e.requestId(), new Request(RequestState.REQUESTED, tell(e.request()), null));
                takenUp.addLast(e.at());
                if (takenUp.size() > REQUESTS_AN_HOUR) {
                    takenUp.removeFirst();
                }
            }
            case CertificateEvent.Refused e -> {
                add(e.requestId(), new Request(RequestState.REFUSED, null, null));
                refusal = new Refusal(e.why(), e.at());
            }
            case CertificateEvent.Invited e -> invitedAt = e.at();
            case CertificateEvent.SigningStarted e ->
                    requests.computeIfPresent(
                            e.requestId(), (_, request) -> request.is(RequestState.SIGNING));
            case CertificateEvent.Signed e -> {
                requests.computeIfPresent(
                        e.requestId(), (_, request) -> request.signed(e.serialNumber()));
                add(e.serialNumber(), CertificateState.SIGNED);
            }
            case CertificateEvent.SigningFailed e ->
                    requests.computeIfPresent(
                            e.requestId(), (_, request) -> request.is(RequestState.FAILED));
            case CertificateEvent.Sent e ->
                    certificates.compute(
                            e.serialNumber(),
                            (_, state) ->
                                    state == CertificateState.IN_USE
                                            ? state // what it has is no worse for being sent again
                                            : CertificateState.SENT);
            case CertificateEvent.Accepted e ->
                    certificates.put(e.serialNumber(), CertificateState.ACCEPTED);
            case CertificateEvent.Rejected e ->
                    certificates.put(e.serialNumber(), CertificateState.REJECTED);
            case CertificateEvent.Undelivered e ->
                    certificates.put(e.serialNumber(), CertificateState.UNDELIVERED);
            case CertificateEvent.SeenInUse e -> use(e.serialNumber());
            case CertificateEvent.RenewalAsked e -> {
                renewals.put(e.serialNumber(), e.at());
                invitedAt = e.at();
            }
            case CertificateEvent.Revoked e -> end(e.serialNumber());
            case CertificateEvent.Expired e -> end(e.serialNumber());
            case CertificateEvent.RootsReported e -> remember(e.commandId());
            case CertificateEvent.RootInstalled e -> remember(e.commandId());
            case CertificateEvent.RootDeleted e -> remember(e.commandId());
        }
    }

    private @Nullable RequestState stateOf(UUID requestId) {
        var request = requests.get(requestId);
        return request == null ? null : request.state();
    }

    private static UUID tell(String csr) {
        return UUID.nameUUIDFromBytes(csr.getBytes(UTF_8));
    }

    private static boolean isWithin(Duration duration, Instant from, Instant now) {
        return from.plus(duration).isAfter(now);
    }

    private void add(UUID requestId, Request request) {
        requests.put(requestId, request);
        forget(requests, REMEMBERED_REQUESTS, one -> !one.state().isOpen());
    }

    private void add(String serialNumber, CertificateState state) {
        certificates.put(serialNumber, state);
        forget(
                certificates,
                REMEMBERED_CERTIFICATES,
                one -> !one.isOnItsWay() && !one.mayBeInUse());
    }

    /** The eldest that are of no use any more. */
    private static <K, V> void forget(Map<K, V> known, int most, Predicate<V> useless) {
        for (var each = known.values().iterator(); known.size() > most && each.hasNext(); ) {
            if (useless.test(each.next())) {
                each.remove();
            }
        }
    }

    /** What it used before is replaced, and what it accepted before that too. */
    private void use(String serialNumber) {
        boolean isOlder = certificates.containsKey(serialNumber);
        for (var other : certificates.entrySet()) {
            if (other.getKey().equals(serialNumber)) {
                isOlder = false;
            } else if (other.getValue() == CertificateState.IN_USE
                    || (isOlder && other.getValue() == CertificateState.ACCEPTED)) {
                other.setValue(CertificateState.REPLACED);
                renewals.remove(other.getKey());
            }
        }
        certificates.put(serialNumber, CertificateState.IN_USE);
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
