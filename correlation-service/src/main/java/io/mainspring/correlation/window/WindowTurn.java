package io.mainspring.correlation.window;

import io.mainspring.contracts.ReturnAddress;
import io.mainspring.correlation.window.CallWindow.InFlight;
import io.mainspring.correlation.window.CallWindow.Waiting;
import io.mainspring.correlation.window.WindowEffect.Ending;
import io.mainspring.correlation.window.WindowEffect.Reason;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One decision in the making: a draft of the next window. Used once, by one thread. */
final class WindowTurn {

    private final CallWindow before;
    private final Instant now;
    private final WindowLimits limits;
    private final List<WindowEffect> effects = new ArrayList<>();

    private long epoch;
    private int partition;
    private boolean online;
    private @Nullable InFlight inFlight;
    private final Deque<Waiting> waiting;
    private final Deque<UUID> finished;

    WindowTurn(CallWindow before, Instant now, WindowLimits limits) {
        this.before = before;
        this.now = now;
        this.limits = limits;
        epoch = before.epoch();
        partition = before.partition();
        online = before.online();
        inFlight = before.inFlight();
        waiting = new ArrayDeque<>(before.waiting());
        finished = new ArrayDeque<>(before.finished());
    }

    void asked(WindowInput.Asked call) {
        var id = call.commandId();
        if (before.isOpen(id) || finished.contains(id)) {
            effects.add(new WindowEffect.Ignored(Reason.REPEATED_CALL));
        } else if (!now.isBefore(call.expiresAt())) {
            finish(id, Ending.EXPIRED);
        } else if (!online && !call.mayWait()) {
            finish(id, Ending.OFFLINE);
        } else if (waiting.size() >= limits.waiting()) {
            finish(id, Ending.QUEUE_FULL);
        } else {
            waiting.add(new Waiting(id, call.expiresAt(), call.mayWait()));
        }
    }

    void answered(WindowInput.Answered answer) {
        // An answer after its due time counts as long as nobody has been told of a time-out.
        if (before.isInFlight(answer.commandId())) {
            if (answer.epoch() == epoch) {
                inFlight = null;
                finish(answer.commandId(), Ending.ANSWERED);
            } else {
                effects.add(new WindowEffect.Ignored(Reason.STALE_ANSWER));
            }
        } else if (finished.contains(answer.commandId())) {
            effects.add(new WindowEffect.Ignored(Reason.LATE_ANSWER));
        } else {
            effects.add(new WindowEffect.Ignored(Reason.UNKNOWN_ANSWER));
        }
    }

    void connected(WindowInput.Connected connection) {
        if (connection.epoch() <= epoch) {
            effects.add(new WindowEffect.Ignored(Reason.STALE_NOTICE));
            return;
        }
        supersede();
        epoch = connection.epoch();
        partition = connection.partition();
        online = true;
    }

    void disconnected(WindowInput.Disconnected connection) {
        if (connection.epoch() > epoch) {
            // Compaction removed the record of its beginning: it came and went unseen.
            supersede();
            epoch = connection.epoch();
            partition = connection.partition();
        } else if (connection.epoch() == epoch && online) {
            endCallInFlight(Ending.CONNECTION_LOST);
            finishWaiting(call -> !call.mayWait(), Ending.OFFLINE);
        } else {
            effects.add(new WindowEffect.Ignored(Reason.STALE_NOTICE));
            return;
        }
        online = false;
    }

    void timePassed() {
        if (inFlight != null && !now.isBefore(inFlight.answerDue())) {
            endCallInFlight(Ending.TIMED_OUT);
        }
        finishWaiting(call -> !now.isBefore(call.expiresAt()), Ending.EXPIRED);
    }

    /** Sends the next call if there is one and nothing keeps it. */
    Decision conclude() {
        while (online && inFlight == null && !waiting.isEmpty()) {
            var next = waiting.remove();
            if (now.isBefore(next.expiresAt())) {
                inFlight = new InFlight(next.commandId(), now.plus(limits.answerTimeout()));
                effects.add(new WindowEffect.Send(next.commandId(), address()));
            } else {
                finish(next.commandId(), Ending.EXPIRED);
            }
        }
        return new Decision(
                new CallWindow(
                        epoch,
                        partition,
                        online,
                        inFlight,
                        List.copyOf(waiting),
                        List.copyOf(finished)),
                List.copyOf(effects));
    }

    /** Ends what hangs on the known connection, because a newer one exists. */
    private void supersede() {
        if (!online) {
            return;
        }
        effects.add(new WindowEffect.Close(address()));
        endCallInFlight(Ending.SUPERSEDED);
        // Who did not agree to wait is not to be surprised after a reconnect (a Reset, an Unlock).
        finishWaiting(call -> !call.mayWait(), Ending.OFFLINE);
    }

    private void endCallInFlight(Ending ending) {
        if (inFlight != null) {
            var id = inFlight.commandId();
            inFlight = null;
            finish(id, ending);
        }
    }

    private void finishWaiting(Predicate<Waiting> which, Ending ending) {
        for (var calls = waiting.iterator(); calls.hasNext(); ) {
            var call = calls.next();
            if (which.test(call)) {
                calls.remove();
                finish(call.commandId(), ending);
            }
        }
    }

    private void finish(UUID commandId, Ending ending) {
        effects.add(new WindowEffect.Finish(commandId, ending));
        finished.add(commandId);
        while (finished.size() > limits.remembered()) {
            finished.remove();
        }
    }

    private ReturnAddress address() {
        return new ReturnAddress(partition, epoch);
    }
}
