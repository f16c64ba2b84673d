package io.mainspring.transaction.history;

import io.mainspring.kit.eventsourcing.Projection;
import io.mainspring.kit.eventsourcing.StoredEvent;
import io.mainspring.transaction.SqlTime;
import io.mainspring.transaction.lifecycle.Remark;
import io.mainspring.transaction.lifecycle.TransactionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code transaction}. A batch is one statement per common kind of event. They run in the
 * order in which these kinds can follow each other in one transaction's life (contradictions and
 * corrections, which are rare, one by one at the end), which comes to the same as the order of the
 * events.
 */
@Component
class TransactionHistory implements Projection {

    private final JdbcClient sql;

    TransactionHistory(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "transaction-history";
    }

    @Override
    public List<String> tables() {
        return List.of("transaction");
    }

    @Override
    public void handle(List<StoredEvent> batch) {
        var started = new ArrayList<TransactionEvent.Started>();
        var endUnknown = new ArrayList<TransactionEvent.EndUnknown>();
        var stopped = new ArrayList<TransactionEvent.Stopped>();
        var afterwards = new ArrayList<Runnable>();
        for (var stored : batch) {
            switch ((TransactionEvent) stored.payload()) {
                case TransactionEvent.Started e -> started.add(e);
                case TransactionEvent.EndUnknown e -> endUnknown.add(e);
                case TransactionEvent.Stopped e -> stopped.add(e);
                case TransactionEvent.StopContradicted e -> afterwards.add(() -> contradict(e));
                case TransactionEvent.Corrected e -> afterwards.add(() -> correct(e));
            }
        }
        start(started);
        giveUp(endUnknown);
        stop(stopped);
        afterwards.forEach(Runnable::run);
    }

    private void start(List<TransactionEvent.Started> events) {
        if (events.isEmpty()) {
            return;
        }
        sql.sql(
                        """
                        insert into transaction (transaction_id, charge_point_id, connector_id,
                            id_tag, parent_id_tag, authorization_status, state, started_at,
                            start_received_at, meter_start, reservation_id, remote_start_id, remarks)
                        select id, charge_point, connector, id_tag, parent, verdict, 'Open', started,
                            received, meter, reservation, remote, string_to_array(remarks, ',')
                        from unnest(?::int[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[],
                                ?::timestamptz[], ?::timestamptz[], ?::int[], ?::int[], ?::uuid[],
                                ?::text[])
                            as u (id, charge_point, connector, id_tag, parent, verdict, started,
                                received, meter, reservation, remote, remarks)
                        """)
                .param(ints(events, TransactionEvent.Started::transactionId))
                .param(texts(events, TransactionEvent.Started::chargePointId))
                .param(ints(events, TransactionEvent.Started::connectorId))
                .param(texts(events, TransactionEvent.Started::idTag))
                .param(texts(events, TransactionEvent.Started::parentIdTag))
                .param(texts(events, e -> e.verdict().wireName()))
                .param(texts(events, e -> SqlTime.write(e.startedAt())))
                .param(texts(events, e -> SqlTime.write(e.receivedAt())))
                .param(ints(events, TransactionEvent.Started::meterStart))
                .param(ints(events, TransactionEvent.Started::reservationId))
                .param(texts(events, e -> text(e.remoteStartId())))
                .param(texts(events, e -> remarks(e.remarks())))
                .update();
    }

    private void giveUp(List<TransactionEvent.EndUnknown> events) {
        if (events.isEmpty()) {
            return;
        }
        sql.sql(
                        """
                        update transaction t set state = 'EndUnknown', ended_before = u.ended_before
                        from unnest(?::int[], ?::timestamptz[]) as u (id, ended_before)
                        where t.transaction_id = u.id
                        """)
                .param(ints(events, TransactionEvent.EndUnknown::transactionId))
                .param(texts(events, e -> SqlTime.write(e.endedBefore())))
                .update();
    }

    private void stop(List<TransactionEvent.Stopped> events) {
        if (events.isEmpty()) {
            return;
        }
        sql.sql(
                        """
                        update transaction t
                        set state = 'Stopped', stopped_at = u.stopped, stop_received_at = u.received,
                            meter_stop = u.meter, energy_wh = u.energy, stop_reason = u.reason,
                            stop_id_tag = u.id_tag, remote_stop_id = u.remote,
                            remarks = t.remarks || array(
                                select remark from unnest(string_to_array(u.remarks, ',')) remark
                                where remark <> all (t.remarks))
                        from unnest(?::int[], ?::timestamptz[], ?::timestamptz[], ?::int[],
                                ?::bigint[], ?::text[], ?::text[], ?::uuid[], ?::text[])
                            as u (id, stopped, received, meter, energy, reason, id_tag, remote,
                                remarks)
                        where t.transaction_id = u.id
                        """)
                .param(ints(events, TransactionEvent.Stopped::transactionId))
                .param(texts(events, e -> SqlTime.write(e.stoppedAt())))
                .param(texts(events, e -> SqlTime.write(e.receivedAt())))
                .param(ints(events, TransactionEvent.Stopped::meterStop))
                .param(events.stream().map(TransactionEvent.Stopped::energyWh).toArray(Long[]::new))
                .param(texts(events, e -> e.reason().wireName()))
                .param(texts(events, TransactionEvent.Stopped::stoppedBy))
                .param(texts(events, e -> text(e.remoteStopId())))
                .param(texts(events, e -> remarks(e.remarks())))
                .update();
    }

    private void contradict(TransactionEvent.StopContradicted event) {
        sql.sql(
                        """
                        update transaction set remarks = array_append(remarks, ?::text)
                        where transaction_id = ?
                        """)
                .param(Remark.STOP_CONTRADICTED.wireName())
                .param(event.transactionId())
                .update();
    }

    private void correct(TransactionEvent.Corrected event) {
        sql.sql(
                        """
                        update transaction
                        set stopped_at = ?::timestamptz, meter_stop = ?, energy_wh = ?,
                            stop_reason = ?, stop_id_tag = ?, corrected_by = ?,
                            remarks = remarks || array(
                                select remark from unnest(string_to_array(?, ',')) remark
                                where remark <> all (remarks))
                        where transaction_id = ?
                        """)
                .param(SqlTime.write(event.stoppedAt()))
                .param(event.meterStop())
                .param(event.energyWh())
                .param(event.reason().wireName())
                .param(event.stoppedBy())
                .param(event.correctedBy())
                .param(remarks(event.remarks()))
                .param(event.transactionId())
                .update();
    }

    private static String remarks(List<Remark> remarks) {
        return String.join(",", remarks.stream().map(Remark::wireName).toList());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : Objects.toString(value);
    }

    private static <E> @Nullable String[] texts(
            List<E> events, Function<E, @Nullable String> column) {
        var values = new @Nullable String[events.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(events.get(i));
        }
        return values;
    }

    private static <E> @Nullable Integer[] ints(
            List<E> events, Function<E, @Nullable Integer> column) {
        var values = new @Nullable Integer[events.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(events.get(i));
        }
        return values;
    }
}
