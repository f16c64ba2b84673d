package io.mainspring.correlation.window;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One charge point's connection, its one call in flight and those that wait (OCPP-J 1.6 §4.1.1: no
 * CALL before the previous one is answered or timed out).
 *
 * <p>A call is in flight only while its connection is the present one, so an answer belongs to the
 * call in flight or to nobody.
 *
 * @param epoch of the newest connection ever heard of, {@link #NEVER_CONNECTED} if none
 * @param partition where that connection's gateway reads deliveries
 * @param online whether that connection still stands
 * @param waiting in the order in which they will be sent
 * @param finished recently finished command ids, oldest first
 */
public record CallWindow(
        long epoch,
        int partition,
        boolean online,
        @Nullable InFlight inFlight,
        List<Waiting> waiting,
        List<UUID> finished) {

    /** Less than any epoch: those are offsets. */
    public static final long NEVER_CONNECTED = -1;

    /** A charge point of which nothing has been heard. */
    public static final CallWindow UNKNOWN =
            new CallWindow(NEVER_CONNECTED, 0, false, null, List.of(), List.of());

    /**
     * A call that was sent and not yet answered.
     *
     * @param answerDue when to give up on it
     */
    public record InFlight(UUID commandId, Instant answerDue) {}

    /** A call that was not yet sent. */
    public record Waiting(UUID commandId, Instant expiresAt, boolean mayWait) {}

    public CallWindow {
        waiting = List.copyOf(waiting);
        finished = List.copyOf(finished);
    }

    /**
     * The next state and what follows from it. The same arguments give the same decision; an input
     * that was decided upon before changes nothing when it comes again.
     */
    public Decision decide(WindowInput input, Instant now, WindowLimits limits) {
        var turn = new WindowTurn(this, now, limits);
        switch (input) {
            case WindowInput.Asked asked -> turn.asked(asked);
            case WindowInput.Answered answered -> turn.answered(answered);
            case WindowInput.Connected connected -> turn.connected(connected);
            case WindowInput.Disconnected disconnected -> turn.disconnected(disconnected);
            case WindowInput.Tick _ -> turn.timePassed();
        }
        return turn.conclude();
    }

    /** When a {@link WindowInput.Tick} would next change something; null if never. */
    public @Nullable Instant nextDeadline() {
        var expiries = waiting.stream().map(Waiting::expiresAt);
        var all =
                inFlight == null
                        ? expiries
                        : Stream.concat(Stream.of(inFlight.answerDue()), expiries);
        return all.min(Instant::compareTo).orElse(null);
    }

    /** Whether this command is in flight or waiting. */
    public boolean isOpen(UUID commandId) {
        return isInFlight(commandId)
                || waiting.stream().anyMatch(call -> call.commandId().equals(commandId));
    }

    boolean isInFlight(UUID commandId) {
        return inFlight != null && inFlight.commandId().equals(commandId);
    }
}
