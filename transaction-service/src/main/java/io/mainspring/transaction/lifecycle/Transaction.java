package io.mainspring.transaction.lifecycle;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.transaction.lifecycle.TransactionCommand.End;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * One delivery of energy. Refuses nothing: a charge point reports what has already happened. It
 * decides what a report is to what is known, and marks what is odd.
 */
class Transaction {

    @AggregateIdentifier private @Nullable Integer id;
    private TransactionEvent.@Nullable Started start;

    /** As first reported by the charge point, whatever an operator made of it later. */
    private @Nullable End reported;

    private boolean isEnded;
    private boolean isGivenUp;
    private boolean isContradicted;

    /** For the event store, which replays the events on it. */
    Transaction() {}

    @CommandHandler
    Transaction(TransactionCommand.Start command) {
        var verdict = command.verdict();
        apply(
                new TransactionEvent.Started(
                        command.transactionId(),
                        command.chargePointId(),
                        command.connectorId(),
                        command.idTag(),
                        verdict.parentIdTag() == null ? null : verdict.parentIdTag().value(),
                        verdict.status(),
                        verdict.expiryDate(),
                        command.meterStart(),
                        command.reservationId(),
                        command.startedAt(),
                        command.receivedAt(),
                        command.remoteStartId(),
                        command.chargingProfile(),
                        remarks(command)));
    }

    @CommandHandler
    IdTagInfo repeat(TransactionCommand.RepeatStart command) {
        var parent = start().parentIdTag();
        return new IdTagInfo(
                start().verdict(),
                start().idTagExpiry(),
                parent == null ? null : new IdToken(parent));
    }

    @CommandHandler
    StopResult decide(TransactionCommand.Stop command) {
        if (!command.chargePointId().equalsIgnoreCase(start().chargePointId())) {
            return StopResult.FOREIGN;
        }
        if (reported != null && reported.isSameAs(command.end())) {
            return StopResult.REPEATED;
        }
        if (isEnded) {
            contradict(command);
            return StopResult.CONTRADICTED;
        }
        var remarks = remarks(command.end());
        if (!ChargePointClock.isPlausible(command.end().stoppedAt(), command.receivedAt())) {
            remarks.add(Remark.CLOCK_IMPLAUSIBLE);
        }
        if (ChargePointClock.isLate(command.end().stoppedAt(), command.receivedAt())) {
            remarks.add(Remark.REPORTED_LATE);
        }
        if (command.isStranger()) {
            remarks.add(Remark.STOPPED_BY_STRANGER);
        }
        if (command.isWithoutId()) {
            remarks.add(Remark.STOP_WITHOUT_ID);
        }
        apply(stopped(command.end(), command.receivedAt(), command.remoteStopId(), remarks));
        return StopResult.STOPPED;
    }

    private void contradict(TransactionCommand.Stop command) {
        if (!isContradicted) {
            apply(
                    new TransactionEvent.StopContradicted(
                            start().transactionId(),
                            start().chargePointId(),
                            command.end().meterStop(),
                            command.end().stoppedAt(),
                            command.end().reason(),
                            command.end().stoppedBy(),
                            command.receivedAt()));
        }
    }

    @CommandHandler
    void giveUp(TransactionCommand.GiveUp command) {
        if (!isEnded && !isGivenUp) {
            apply(
                    new TransactionEvent.EndUnknown(
                            start().transactionId(),
                            start().chargePointId(),
                            start().connectorId(),
                            start().idTag(),
                            start().startedAt(),
                            command.endedBefore(),
                            command.nextTransactionId()));
        }
    }

    @CommandHandler
    void assign(TransactionCommand.Assign command) {
        var end = command.end();
        var remarks = remarks(end);
        remarks.add(Remark.STOP_ASSIGNED);
        if (!isEnded) {
            apply(stopped(end, command.at(), null, remarks));
            return;
        }
        apply(
                new TransactionEvent.Corrected(
                        start().transactionId(),
                        start().chargePointId(),
                        start().connectorId(),
                        start().idTag(),
                        start().meterStart(),
                        start().startedAt(),
                        end.meterStop(),
                        energyWh(end),
                        end.stoppedAt(),
                        end.reason(),
                        end.stoppedBy(),
                        command.assignedBy(),
                        command.at(),
                        remarks));
    }

    @EventSourcingHandler
    void on(TransactionEvent event) {
        switch (event) {
            case TransactionEvent.Started e -> {
                id = e.transactionId();
                start = e;
            }
            case TransactionEvent.Stopped e -> {
                isEnded = true;
                reported = new End(e.meterStop(), e.stoppedAt(), e.reason(), e.stoppedBy());
            }
            case TransactionEvent.EndUnknown _ -> isGivenUp = true;
            case TransactionEvent.StopContradicted _ -> isContradicted = true;
            case TransactionEvent.Corrected _ -> isEnded = true;
        }
    }

    private TransactionEvent.Stopped stopped(
            End end, Instant receivedAt, @Nullable UUID remoteStopId, List<Remark> remarks) {
        return new TransactionEvent.Stopped(
                start().transactionId(),
                start().chargePointId(),
                start().connectorId(),
                start().idTag(),
                start().meterStart(),
                start().startedAt(),
                end.meterStop(),
                energyWh(end),
                end.stoppedAt(),
                receivedAt,
                end.reason(),
                end.stoppedBy(),
                remoteStopId,
                remarks);
    }

    private long energyWh(End end) {
        return Math.max(0L, (long) end.meterStop() - start().meterStart());
    }

    private List<Remark> remarks(End end) {
        var remarks = new ArrayList<Remark>();
        if (end.meterStop() < start().meterStart()) {
            remarks.add(Remark.METER_BELOW_START);
        }
        if (end.stoppedAt().isBefore(start().startedAt())) {
            remarks.add(Remark.STOP_BEFORE_START);
        }
        return remarks;
    }

    private static List<Remark> remarks(TransactionCommand.Start command) {
        var remarks = new ArrayList<Remark>();
        if (!ChargePointClock.isPlausible(command.startedAt(), command.receivedAt())) {
            remarks.add(Remark.CLOCK_IMPLAUSIBLE);
        }
        if (ChargePointClock.isLate(command.startedAt(), command.receivedAt())) {
            remarks.add(Remark.REPORTED_LATE);
        }
        if (command.connectorId() <= 0) {
            remarks.add(Remark.NO_CONNECTOR);
        }
        if (command.meterStart() < 0) {
            remarks.add(Remark.METER_NEGATIVE);
        }
        return remarks;
    }

    private TransactionEvent.Started start() {
        return requireNonNull(start, "no transaction before its start");
    }

    @Override
    public String toString() {
        return "Transaction " + Objects.toString(id);
    }
}
