package io.mainspring.transaction.lifecycle;

import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.transaction.Storable;
import io.mainspring.transaction.lifecycle.TransactionCommand.End;
import io.mainspring.transaction.metervalues.MeterRows;
import io.mainspring.transaction.metervalues.MeterValueIntake;
import io.mainspring.transaction.quarantine.Assignments;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets a stop from the quarantine end, or correct, the transaction that an operator chose. */
@Component
class QuarantinedStops implements Assignments {

    private final TransactionKeys keys;
    private final MeterValueIntake meterValues;
    private final CommandGateway commands;

    QuarantinedStops(TransactionKeys keys, MeterValueIntake meterValues, CommandGateway commands) {
        this.keys = keys;
        this.meterValues = meterValues;
        this.commands = commands;
    }

    @Override
    public boolean exists(int transactionId) {
        return find(transactionId) != null;
    }

    @Override
    public void assign(Assignment assignment) {
        var transaction =
                Objects.requireNonNull(find(assignment.transactionId()), "checked by exists");
        var stop = assignment.stop();
        var stoppedAt = Storable.time(stop.timestamp());
        commands.<@Nullable Object>sendAndWait(
                new TransactionCommand.Assign(
                        transaction.id,
                        new End(
                                stop.meterStop(),
                                stoppedAt,
                                Objects.requireNonNullElse(stop.reason(), StopReason.LOCAL),
                                stop.idTag() == null ? null : Storable.text(stop.idTag().value())),
                        assignment.assignedBy(),
                        assignment.at()));
        transaction.end(ChargePointClock.effective(stoppedAt, assignment.at()), stop.meterStop());
        keys.update(List.of(transaction));
        var rows = new MeterRows();
        if (stop.transactionData() != null) {
            for (var meterValue : stop.transactionData()) {
                rows.add(
                        new MeterRows.Source(
                                assignment.chargePointId(),
                                transaction.key.connectorId(),
                                transaction.id,
                                null,
                                "StopTransaction",
                                assignment.receivedAt()),
                        meterValue);
            }
        }
        meterValues.insert(rows);
    }

    private @Nullable KnownTransaction find(int transactionId) {
        return keys.find(List.of(), List.of(transactionId), List.of(), List.of()).stream()
                .findFirst()
                .orElse(null);
    }
}
