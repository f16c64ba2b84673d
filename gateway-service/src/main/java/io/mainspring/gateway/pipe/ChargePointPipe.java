package io.mainspring.gateway.pipe;

import static io.mainspring.ocpp.codec.OcppErrorCode.INTERNAL_ERROR;
import static io.mainspring.ocpp.codec.OcppErrorCode.SECURITY_ERROR;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.Admission;
import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.Delivery;
import io.mainspring.contracts.Request;
import io.mainspring.contracts.Result;
import io.mainspring.contracts.ReturnAddress;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.codec.OcppViolation;
import io.mainspring.ocpp.codec.Repair;
import io.mainspring.ocpp.frame.Frame;
import io.mainspring.ocpp.frame.FrameViolation;
import io.mainspring.ocpp.frame.Frames;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.BootNotification;
import io.mainspring.ocpp.v16.action.Heartbeat;
import org.jspecify.annotations.Nullable;

/**
 * One connection's protocol state. CALLs of the charge point are answered one at a time and in the
 * order in which they came, errors and heartbeats included; a repeated frame is not handled twice.
 * A CALL is answered when Kafka holds it (events), when its owner has decided (commands), or with
 * InternalError when its time is over. Calls to the charge point and its answers pass through
 * independently of that.
 *
 * <p>Until {@link #connected} has told the connection's epoch, nothing can be published: CALLs that
 * need Kafka wait, with their time running.
 */
public final class ChargePointPipe {

    private static final long NO_EPOCH = -1;
    private static final long NO_TICKET = 0;
    private static final byte[] EMPTY_OBJECT = "{}".getBytes(UTF_8);

    private final Pipes pipes;
    private final String chargePointId;
    private final Outputs outputs;
    private final Registration registration = new Registration();
    private final WaitingCalls waiting = new WaitingCalls();
    private OcppCodec codec = OcppCodec.tolerant();
    private @Nullable Triggered triggered;
    private @Nullable SentCalls sentCalls;

    private long epoch = NO_EPOCH;
    private @Nullable PendingCall current;
    private long lastTicket = NO_TICKET;
    private boolean unpublished;
    private @Nullable Answer lastAnswer;
    private int unreadableInARow;
    private boolean ended;

    /** The last CALLRESULT, without the CALL's payload: idle connections shall be small. */
    @SuppressWarnings("ArrayRecordComponent") // written to the socket again, never compared
    private record Answer(String uniqueId, PendingCall.Fingerprint to, byte[] frame) {}

    ChargePointPipe(
            Pipes pipes, String chargePointId, @Nullable Admission admission, Outputs outputs) {
        this.pipes = pipes;
        this.chargePointId = chargePointId;
        this.outputs = outputs;
        if (admission != null) {
            admitted(admission);
        }
        var unconfirmed = pipes.bootAnswers().of(chargePointId);
        if (unconfirmed != null) {
            registration.answered(unconfirmed);
        }
    }

    /** A text frame has come. */
    public void received(byte[] text) {
        if (ended) {
            return;
        }
        if (isBlank(text)) {
            pipes.meter().ignored(IgnoredFrame.EMPTY);
            return;
        }
        try {
            readable(Frames.read(text), text);
        } catch (FrameViolation violation) {
            unreadable(violation, text);
        }
        advance();
    }

    /** The connection's record is in Kafka: its offset is the epoch. */
    public void connected(long epoch) {
        this.epoch = epoch;
        tryAgain();
    }

    /**
     * What became of a publication. Of an older one than the last, nothing follows.
     *
     * @param held true: Kafka holds it; false: it is tried again until the CALL's time is over
     */
    public void published(long ticket, boolean held) {
        var call = current;
        if (ended || call == null || ticket != lastTicket || ticket == NO_TICKET) {
            return;
        }
        if (!held) {
            unpublished = true;
            return;
        }
        switch (call.reading()) {
            case CallReading.Message message -> {
                if (Way.of(message.action()) == Way.EVENT) {
                    result(call, EMPTY_OBJECT);
                } // else: the owner's reply will answer it
            }
            case CallReading.Unfit unfit -> refuse(call, unfit);
        }
        advance();
    }

    /** A record for this charge point's connection has come. */
    public void delivered(Delivery delivery) {
        if (ended || delivery.to().epoch() != epoch) {
            pipes.meter().dropped(DroppedDelivery.STALE);
            return;
        }
        switch (delivery) {
            case Delivery.Reply reply -> {
                var call = awaitingReply(reply.uniqueId());
                if (call != null) {
                    learnFrom(call, reply);
                    result(call, reply.payload());
                }
            }
            case Delivery.Refusal refusal -> {
                var call = awaitingReply(refusal.uniqueId());
                if (call != null) {
                    error(
                            call,
                            refusal.errorCode(),
                            refusal.errorDescription(),
                            null,
                            CallOutcome.REFUSED);
                }
            }
            case Delivery.Send call -> send(call);
            case Delivery.Close _ -> close(CloseReason.REPLACED);
        }
        advance();
    }

    /** The charge point's admission, now or as it has changed. */
    public void admitted(Admission admission) {
        registration.admitted(admission.registration());
        codec = admission.strict() ? OcppCodec.strict() : OcppCodec.tolerant();
    }

    /** Time has passed. To be called several times a second while a CALL is in progress. */
    public void tick() {
        var call = current;
        if (call == null) {
            return;
        }
        if (isOverdue(call)) {
            timeOut(call);
            advance();
        } else {
            tryAgain();
        }
    }

    /** The socket is gone or going: nothing that comes later has any effect. */
    public void ended() {
        ended = true;
        current = null;
        lastAnswer = null;
        waiting.clear();
    }

    private void readable(Frame frame, byte[] text) {
        unreadableInARow = 0;
        switch (frame) {
            case Frame.Call call ->
                    arrived(
                            call.uniqueId(),
                            text,
                            CallReading.of(call, text, codec, pipes.settings().disabledActions()));
            case Frame.CallResult result ->
                    answeredByChargePoint(result.uniqueId(), null, null, result.payload());
            case Frame.CallError error ->
                    answeredByChargePoint(
                            error.uniqueId(), error.code(), error.description(), error.details());
        }
    }

    private void arrived(String uniqueId, byte[] text, CallReading reading) {
        var call =
                new PendingCall(
                        uniqueId,
                        PendingCall.Fingerprint.of(text),
                        pipes.clock().instant(),
                        pipes.clock().nanos(),
                        reading);
        if (lastAnswer != null && call.repeats(lastAnswer.uniqueId(), lastAnswer.to())) {
            pipes.meter().ignored(IgnoredFrame.REPEATED);
            outputs.send(lastAnswer.frame());
            return;
        }
        var unanswered = unanswered(uniqueId);
        if (unanswered != null && call.repeats(uniqueId, unanswered.frame())) {
            pipes.meter().ignored(IgnoredFrame.REPEATED);
            return;
        }
        var next =
                unanswered == null || KeptFrame.of(reading.action(), text) != null
                        ? call
                        : call.refusedAsDuplicate();
        if (current == null) {
            begin(next);
        } else if (!waiting.offer(next, pipes.settings())) {
            close(CloseReason.TOO_MANY_CALLS);
        }
    }

    private @Nullable PendingCall unanswered(String uniqueId) {
        return current != null && current.uniqueId().equals(uniqueId)
                ? current
                : waiting.withId(uniqueId);
    }

    private void answeredByChargePoint(
            String uniqueId,
            @Nullable String errorCode,
            @Nullable String errorDescription,
            byte[] payload) {
        if (epoch == NO_EPOCH) {
            pipes.meter().ignored(IgnoredFrame.UNASKED);
            return;
        }
        outputs.publish(
                new Result(
                        chargePointId,
                        epoch,
                        uniqueId,
                        pipes.clock().instant(),
                        errorCode,
                        errorDescription,
                        payload));
    }

    private void unreadable(FrameViolation violation, byte[] text) {
        var uniqueId = violation.uniqueId();
        if (uniqueId != null) {
            arrived(uniqueId, text, CallReading.of(violation, text));
            return;
        }
        pipes.meter().ignored(IgnoredFrame.UNREADABLE);
        var kept = KeptFrame.lookingLikeOne(text);
        if (kept != null) {
            outputs.publish(
                    NO_TICKET,
                    new UnreadableFrame(
                            chargePointId,
                            kept,
                            violation.code(),
                            violation.reason(),
                            pipes.clock().instant()));
        }
        if (++unreadableInARow >= pipes.settings().unreadableFrames()) {
            close(CloseReason.UNREADABLE);
        }
    }

    /** Begins with waiting calls until one needs somebody else; not recursive. */
    private void advance() {
        while (current == null && !ended) {
            var next = waiting.poll();
            if (next == null) {
                return;
            }
            begin(next);
        }
    }

    private void begin(PendingCall call) {
        current = call;
        var action = call.reading().action();
        if (action != null && !mayBeSentNow(action)) {
            error(
                    call,
                    SECURITY_ERROR.wireName(),
                    "not accepted yet: only BootNotification may be sent",
                    null,
                    CallOutcome.NOT_ACCEPTED);
            return;
        }
        switch (call.reading()) {
            case CallReading.Message message -> {
                for (var repair : message.repairs()) {
                    pipes.meter().repaired(repair);
                }
                if (Way.of(message.action()) == Way.CLOCK) {
                    tellIfTriggered(call, message);
                    result(call, codec.encode(new Heartbeat.Response(pipes.clock().instant())));
                } else {
                    publishInTime(call);
                }
            }
            case CallReading.Unfit unfit -> {
                if (unfit.kept() == null) {
                    refuse(call, unfit);
                } else {
                    publishInTime(call); // refused when Kafka holds what cannot be read
                }
            }
        }
    }

    /** What we asked for is told to its owner even where its answer needs nobody. */
    private void tellIfTriggered(PendingCall call, CallReading.Message message) {
        if (epoch != NO_EPOCH
                && triggered != null
                && triggered.allows(message.action(), pipes.clock().nanos())) {
            outputs.publish(NO_TICKET, request(call, message));
        }
    }

    /** What waited too long for its turn is not begun; what needs nobody is answered all the same. */
    private void publishInTime(PendingCall call) {
        if (isOverdue(call)) {
            timeOut(call);
        } else {
            publish(call);
        }
    }

    private boolean mayBeSentNow(Action action) {
        return registration.isAccepted()
                || action == Action.BOOT_NOTIFICATION
                || (triggered != null && triggered.allows(action, pipes.clock().nanos()));
    }

    private void publish(PendingCall call) {
        if (epoch == NO_EPOCH) {
            unpublished = true;
            return;
        }
        unpublished = false;
        long ticket = ++lastTicket;
        switch (call.reading()) {
            case CallReading.Message message -> outputs.publish(ticket, request(call, message));
            case CallReading.Unfit unfit -> {
                if (unfit.kept() != null) {
                    outputs.publish(
                            ticket,
                            new UnreadableFrame(
                                    chargePointId,
                                    unfit.kept(),
                                    unfit.code(),
                                    unfit.description(),
                                    call.receivedAt()));
                }
            }
        }
    }

    private Request request(PendingCall call, CallReading.Message message) {
        return new Request(
                chargePointId,
                pipes.messageIds().get(),
                message.action(),
                call.uniqueId(),
                new ReturnAddress(pipes.partition().getAsInt(), epoch),
                call.receivedAt(),
                message.repairs().stream().map(Repair::wireName).toList(),
                message.payload());
    }

    /** Publishes what could not be published before. */
    private void tryAgain() {
        if (unpublished && current != null && !ended) {
            publish(current);
        }
    }

    private void send(Delivery.Send call) {
        if (!pipes.clock().instant().isBefore(call.expiresAt())) {
            pipes.meter().dropped(DroppedDelivery.EXPIRED);
            return;
        }
        if (sentCalls == null) {
            sentCalls = new SentCalls();
        }
        if (!sentCalls.add(call.uniqueId())) {
            pipes.meter().dropped(DroppedDelivery.REPEATED);
            return;
        }
        if (!registration.isAccepted()) {
            if (!maySendBeforeAcceptance(call.action())) {
                answeredByChargePoint(
                        call.uniqueId(),
                        SECURITY_ERROR.wireName(),
                        "not sent: the charge point is not accepted",
                        EMPTY_OBJECT);
                return;
            }
        }
        if (Triggered.isBy(call.action())) {
            if (triggered == null) {
                triggered = new Triggered();
            }
            triggered.sent(
                    call, pipes.clock().nanos() + pipes.settings().triggerWindow().toNanos());
        }
        outputs.send(
                Frames.write(
                        new Frame.Call(call.uniqueId(), call.action().wireName(), call.payload())));
    }

    /** OCPP 1.6 §4.2: nothing to a rejected one, no remote start or stop to a pending one. */
    private boolean maySendBeforeAcceptance(Action action) {
        return !registration.isRejected()
                && action != Action.REMOTE_START_TRANSACTION
                && action != Action.REMOTE_STOP_TRANSACTION;
    }

    /** The CALL in progress if it has that id and its owner decides; otherwise the reply is late. */
    private @Nullable PendingCall awaitingReply(String uniqueId) {
        var call = current;
        if (call != null
                && call.uniqueId().equals(uniqueId)
                && call.reading() instanceof CallReading.Message message
                && Way.of(message.action()) == Way.COMMAND) {
            return call;
        }
        pipes.meter().dropped(DroppedDelivery.LATE);
        return null;
    }

    /** The next frame may come before the admission that this answer leads to. */
    private void learnFrom(PendingCall call, Delivery.Reply reply) {
        if (call.reading().action() != Action.BOOT_NOTIFICATION) {
            return;
        }
        try {
            var status =
                    OcppCodec.strict()
                            .decode(BootNotification.Response.class, reply.payload())
                            .message()
                            .status();
            registration.answered(status);
            if (registration.isAheadOfAdmission()) {
                pipes.bootAnswers().given(chargePointId, status);
            }
        } catch (OcppViolation e) {
            // The admission will say it, a moment later.
        }
    }

    private boolean isOverdue(PendingCall call) {
        return pipes.clock().nanos() - call.receivedNanos()
                >= pipes.settings().responseTimeout().toNanos();
    }

    private void timeOut(PendingCall call) {
        error(call, INTERNAL_ERROR.wireName(), "no answer in time", null, CallOutcome.TIMED_OUT);
    }

    private void refuse(PendingCall call, CallReading.Unfit unfit) {
        error(call, unfit.code().wireName(), unfit.description(), unfit.path(), unfit.outcome());
    }

    private void result(PendingCall call, byte[] payload) {
        var frame = Frames.write(new Frame.CallResult(call.uniqueId(), payload));
        answer(call, frame, CallOutcome.ANSWERED);
        lastAnswer = new Answer(call.uniqueId(), call.frame(), frame);
    }

    private record Details(String path) {}

    /** Errors are not remembered: a charge point that tries again shall be tried again. */
    private void error(
            PendingCall call,
            String code,
            String description,
            @Nullable String path,
            CallOutcome outcome) {
        var details = path == null ? EMPTY_OBJECT : ContractJson.write(new Details(path));
        answer(
                call,
                Frames.write(new Frame.CallError(call.uniqueId(), code, description, details)),
                outcome);
        lastAnswer = null;
    }

    private void answer(PendingCall call, byte[] frame, CallOutcome outcome) {
        current = null;
        unpublished = false;
        outputs.send(frame);
        pipes.meter()
                .answered(
                        call.reading().action(),
                        outcome,
                        pipes.clock().nanos() - call.receivedNanos());
    }

    private void close(CloseReason reason) {
        ended();
        outputs.close(reason);
    }

    private static boolean isBlank(byte[] text) {
        for (byte b : text) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}
