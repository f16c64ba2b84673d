package io.mainspring.transaction.lifecycle;

import io.mainspring.kit.requests.IncomingRequest;
import io.mainspring.ocpp.v16.type.MeterValue;
import io.mainspring.transaction.Storable;
import io.mainspring.transaction.metervalues.MeterRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The samples of one poll on their way to the table of meter values. */
final class PollSamples {

    private final List<Samples> samples = new ArrayList<>();

    /**
     * Samples of one moment on their way to the table.
     *
     * @param transactionId null if it must be found by connector and time
     */
    private record Samples(
            String chargePointId,
            int connectorId,
            @Nullable Integer transactionId,
            @Nullable Integer reportedTransactionId,
            String reportedIn,
            Instant receivedAt,
            MeterValue meterValue) {}

    /**
     * @param transactionId null if it must be found by connector and time
     * @param reportedTransactionId as the charge point gave it
     * @param reportedIn the action that brought them
     */
    void add(
            IncomingRequest request,
            int connectorId,
            @Nullable Integer transactionId,
            @Nullable Integer reportedTransactionId,
            String reportedIn,
            List<MeterValue> meterValues) {
        for (var meterValue : meterValues) {
            samples.add(
                    new Samples(
                            request.chargePointId(),
                            connectorId,
                            transactionId,
                            reportedTransactionId,
                            reportedIn,
                            request.envelope().receivedAt(),
                            meterValue));
        }
    }

    /** Samples without a transaction get the one that was going on; the main meter (0) has none. */
    MeterRows attributed(TransactionKeys keys) {
        var unknown =
                samples.stream()
                        .filter(s -> s.transactionId() == null && s.connectorId() > 0)
                        .map(PollSamples::moment)
                        .distinct()
                        .toList();
        var found = keys.goingOnAt(unknown);
        var byMoment = new HashMap<TransactionKeys.Moment, @Nullable Integer>();
        for (int i = 0; i < unknown.size(); i++) {
            byMoment.put(unknown.get(i), found.get(i));
        }
        var rows = new MeterRows();
        for (var s : samples) {
            var transactionId =
                    s.transactionId() != null ? s.transactionId() : byMoment.get(moment(s));
            rows.add(
                    new MeterRows.Source(
                            s.chargePointId(),
                            s.connectorId(),
                            transactionId,
                            s.reportedTransactionId(),
                            s.reportedIn(),
                            s.receivedAt()),
                    s.meterValue());
        }
        return rows;
    }

    private static TransactionKeys.Moment moment(Samples s) {
        return new TransactionKeys.Moment(
                PollKnowledge.key(s.chargePointId()),
                s.connectorId(),
                Storable.time(s.meterValue().timestamp()));
    }
}
