package io.mainspring.reservation.lifecycle;

import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows for a reservation from the end of a command. Pure. */
final class OutcomeReading {

    private static final String ACCEPTED = "Accepted";

    private OutcomeReading() {}

    static Optional<ReservationCommand> read(Outcome outcome) {
        return switch (outcome.action()) {
            case RESERVE_NOW ->
                    Optional.of(
                            new ReservationCommand.Settle(
                                    reservationId(outcome),
                                    outcome.commandId(),
                                    answer(outcome),
                                    outcome.completedAt()));
            case CANCEL_RESERVATION -> cancellation(outcome);
            default -> Optional.empty(); // this service asks nothing else
        };
    }

    /** Unanswered, a cancellation changes nothing: the ledger of commands keeps how it ended. */
    private static Optional<ReservationCommand> cancellation(Outcome outcome) {
        var status = status(outcome);
        return status == null
                ? Optional.empty()
                : Optional.of(
                        new ReservationCommand.SettleCancel(
                                reservationId(outcome),
                                outcome.chargePointId(),
                                outcome.commandId(),
                                outcome.requestedBy(),
                                status.equals(ACCEPTED),
                                outcome.completedAt()));
    }

    private static Answer answer(Outcome outcome) {
        return switch (outcome.status()) {
            case ANSWERED -> {
                var status = status(outcome);
                yield ACCEPTED.equals(status)
                        ? new Answer(Answer.Kind.ACCEPTED, ACCEPTED, null)
                        : new Answer(Answer.Kind.REFUSED, status == null ? "Error" : status, null);
            }
            case ERROR -> new Answer(Answer.Kind.REFUSED, "Error", detail(outcome.error()));
            case OFFLINE -> new Answer(Answer.Kind.NOT_SENT, "Offline", null);
            case EXPIRED -> new Answer(Answer.Kind.NOT_SENT, "Expired", null);
            case TIMED_OUT, PENDING -> new Answer(Answer.Kind.UNCERTAIN, "TimedOut", null);
            case CONNECTION_LOST -> new Answer(Answer.Kind.UNCERTAIN, "ConnectionLost", null);
            case SUPERSEDED -> new Answer(Answer.Kind.UNCERTAIN, "Superseded", null);
        };
    }

    private static @Nullable String detail(Outcome.@Nullable CallFailure error) {
        if (error == null) {
            return null;
        }
        return error.description().isEmpty()
                ? error.code()
                : error.code() + ": " + error.description();
    }

    /** The charge point's status; null if it did not answer. */
    private static @Nullable String status(Outcome outcome) {
        var response = outcome.response();
        return outcome.status() == CommandStatus.ANSWERED && response != null
                ? response.path("status").asString(null)
                : null;
    }

    private static int reservationId(Outcome outcome) {
        return outcome.request().path("reservationId").asInt(0);
    }
}
