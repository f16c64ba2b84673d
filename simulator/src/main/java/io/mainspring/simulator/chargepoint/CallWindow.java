package io.mainspring.simulator.chargepoint;

import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.codec.OcppViolation;
import io.mainspring.ocpp.frame.Frame;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.action.OcppResponse;
import io.mainspring.simulator.wire.CallUnanswered;
import io.mainspring.simulator.wire.Link;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One CALL in flight: everything a charge point wants to say queues here, in the order in which it wanted to say it. Only
 * a transaction message that waits for its next attempt lets others pass.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the callback is the outcome
final class CallWindow {

    private final String identity;
    private final Duration patience;
    private final ChargePointObserver observer;
    private final TransactionMessages transactionMessages;
    private final Deque<Ordinary<?>> ordinary = new ArrayDeque<>();
    private final String idPrefix;
    private long sequence;
    private @Nullable Link link;
    private boolean transactionsAdmitted;
    private boolean busy;

    CallWindow(
            String identity,
            Duration patience,
            ChargePointObserver observer,
            Configuration configuration,
            Timers timers,
            RandomGenerator random) {
        this.identity = identity;
        this.patience = patience;
        this.observer = observer;
        this.transactionMessages = new TransactionMessages(configuration, timers, this::pump);
        this.idPrefix = Long.toHexString(random.nextLong()) + "-";
    }

    void opened(Link newLink) {
        link = newLink;
    }

    /** What was not sent yet and is not of a transaction is forgotten: it would be stale by the next connection. */
    void closed() {
        link = null;
        var lost = new ArrayDeque<>(ordinary);
        ordinary.clear();
        for (var call : lost) {
            call.fail(
                    new CallUnanswered(call.action().wireName(), CallUnanswered.Cause.LINK_CLOSED));
        }
    }

    /** Transaction messages are held back until the central system has accepted the charge point. */
    void admitTransactions(boolean admitted) {
        transactionsAdmitted = admitted;
        pump();
    }

    /** Whether the central system has acknowledged all messages of transactions. */
    boolean isDrained() {
        return transactionMessages.isEmpty();
    }

    /**
     * @return the answer; exceptionally {@link CallRefused} or {@link CallUnanswered}
     */
    <R extends OcppResponse> CompletableFuture<R> call(OcppRequest<R> request) {
        var call = new Ordinary<>(request, Action.of(request), nextSequence());
        if (link == null) {
            call.fail(
                    new CallUnanswered(call.action().wireName(), CallUnanswered.Cause.LINK_CLOSED));
        } else {
            ordinary.add(call);
            pump();
        }
        return call.answer();
    }

    /**
     * Queues a transaction message until it is acknowledged, however long that takes.
     *
     * @param expendable may be left out when far too much is waiting already
     */
    void deliver(
            Supplier<? extends OcppRequest<?>> content,
            Consumer<OcppResponse> answered,
            Runnable dropped,
            boolean expendable) {
        var number = nextSequence();
        transactionMessages.add(
                new TransactionMessages.Message(
                        content, answered, dropped, expendable, idPrefix + number, number));
        pump();
    }

    private long nextSequence() {
        return ++sequence;
    }

    private void pump() {
        var open = link;
        if (open == null || busy || !open.isOpen()) {
            return;
        }
        var message = transactionsAdmitted ? transactionMessages.ready() : null;
        var next = ordinary.peek();
        if (message != null && (next == null || message.sequence() < next.sequence())) {
            send(open, message);
        } else if (next != null) {
            ordinary.remove();
            send(open, next);
        }
    }

    private void send(Link open, TransactionMessages.Message message) {
        var request = message.content();
        var action = Action.of(request);
        exchange(
                open,
                action,
                message.uniqueId(),
                request,
                response -> transactionMessages.answered(message, response),
                failure -> {
                    if (failure instanceof CallUnanswered lost
                            && lost.why() == CallUnanswered.Cause.LINK_CLOSED) {
                        return; // stays first in line for the next connection
                    }
                    if (transactionMessages.failed(message)) {
                        observer.dropped(identity, action);
                    }
                });
    }

    private <R extends OcppResponse> void send(Link open, Ordinary<R> call) {
        exchange(
                open,
                call.action(),
                idPrefix + call.sequence(),
                call.request(),
                call::complete,
                call::fail);
    }

    private void exchange(
            Link open,
            Action action,
            String uniqueId,
            OcppRequest<?> request,
            Consumer<OcppResponse> answered,
            Consumer<RuntimeException> failed) {
        busy = true;
        var payload = OcppCodec.strict().encode(request);
        var sentAt = System.nanoTime();
        open.call(new Frame.Call(uniqueId, action.wireName(), payload), patience)
                .whenComplete((frame, lost) -> {
                    busy = false;
                    if (frame == null) {
                        var why =
                                lost instanceof CallUnanswered unanswered
                                        ? unanswered
                                        : new CallUnanswered(
                                                action.wireName(),
                                                CallUnanswered.Cause.LINK_CLOSED);
                        observer.failed(identity, action, why.why().name());
                        failed.accept(why);
                    } else {
                        settle(action, frame, System.nanoTime() - sentAt, answered, failed);
                    }
                    pump();
                });
    }

    private void settle(
            Action action,
            Frame frame,
            long nanos,
            Consumer<OcppResponse> answered,
            Consumer<RuntimeException> failed) {
        if (frame instanceof Frame.CallError error) {
            observer.failed(identity, action, error.code());
            failed.accept(new CallRefused(action.wireName(), error.code(), error.description()));
            return;
        }
        OcppResponse response;
        try {
            var payload = ((Frame.CallResult) frame).payload();
            response = OcppCodec.strict().decode(action.response(), payload).message();
        } catch (OcppViolation e) {
            observer.failed(identity, action, "InvalidAnswer " + e.path());
            failed.accept(new CallRefused(action.wireName(), "InvalidAnswer", e.reason()));
            return;
        }
        observer.answered(identity, action, nanos);
        answered.accept(response);
    }

    private record Ordinary<R extends OcppResponse>(
            OcppRequest<R> request, Action action, long sequence, CompletableFuture<R> answer) {

        Ordinary(OcppRequest<R> request, Action action, long sequence) {
            this(request, action, sequence, new CompletableFuture<>());
        }

        @SuppressWarnings("unchecked") // the registry pairs requests with their responses
        void complete(OcppResponse response) {
            answer.complete((R) response);
        }

        void fail(RuntimeException why) {
            answer.completeExceptionally(why);
        }
    }
}
