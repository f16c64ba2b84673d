package io.mainspring.transaction.publication;

import io.mainspring.contracts.smartcharging.ChargingProfileTerms;
import io.mainspring.contracts.transaction.TransactionCorrected;
import io.mainspring.contracts.transaction.TransactionEndUnknown;
import io.mainspring.contracts.transaction.TransactionStarted;
import io.mainspring.contracts.transaction.TransactionStopped;
import io.mainspring.kit.eventsourcing.Publication;
import io.mainspring.kit.eventsourcing.StoredEvent;
import io.mainspring.transaction.lifecycle.Remark;
import io.mainspring.transaction.lifecycle.TransactionEvent;
import java.util.List;
import org.springframework.stereotype.Component;

/** Stored events as published ones. A contradicted stop is an operator's matter: it stays here. */
@Component
class TransactionPublication implements Publication {

    @Override
    public List<Published> publish(StoredEvent stored) {
        var event = (TransactionEvent) stored.payload();
        return switch (event) {
            case TransactionEvent.Started e -> published(e, started(e));
            case TransactionEvent.Stopped e -> published(e, stopped(e));
            case TransactionEvent.EndUnknown e -> published(e, endUnknown(e));
            case TransactionEvent.Corrected e -> published(e, corrected(e));
            case TransactionEvent.StopContradicted _ -> List.of();
        };
    }

    private static List<Published> published(TransactionEvent stored, Object event) {
        return List.of(new Published(stored.chargePointId(), event));
    }

    private static TransactionStarted started(TransactionEvent.Started e) {
        return new TransactionStarted(
                e.transactionId(),
                e.chargePointId(),
                e.connectorId(),
                e.idTag(),
                e.parentIdTag(),
                e.verdict().wireName(),
                e.startedAt(),
                e.receivedAt(),
                e.meterStart(),
                e.reservationId(),
                e.remoteStartId(),
                e.chargingProfile() == null ? null : ChargingProfileTerms.of(e.chargingProfile()),
                names(e.remarks()));
    }

    private static TransactionStopped stopped(TransactionEvent.Stopped e) {
        return new TransactionStopped(
                e.transactionId(),
                e.chargePointId(),
                e.connectorId(),
                e.idTag(),
                e.startedAt(),
                e.stoppedAt(),
                e.receivedAt(),
                e.meterStart(),
                e.meterStop(),
                e.energyWh(),
                e.reason().wireName(),
                e.stoppedBy(),
                e.remoteStopId(),
                names(e.remarks()));
    }

    private static TransactionEndUnknown endUnknown(TransactionEvent.EndUnknown e) {
        return new TransactionEndUnknown(
                e.transactionId(),
                e.chargePointId(),
                e.connectorId(),
                e.idTag(),
                e.startedAt(),
                e.endedBefore(),
                e.nextTransactionId());
    }

    private static TransactionCorrected corrected(TransactionEvent.Corrected e) {
        return new TransactionCorrected(
                e.transactionId(),
                e.chargePointId(),
                e.connectorId(),
                e.idTag(),
                e.startedAt(),
                e.stoppedAt(),
                e.meterStart(),
                e.meterStop(),
                e.energyWh(),
                e.reason().wireName(),
                e.stoppedBy(),
                e.correctedBy(),
                names(e.remarks()));
    }

    private static List<String> names(List<Remark> remarks) {
        return remarks.stream().map(Remark::wireName).toList();
    }
}
