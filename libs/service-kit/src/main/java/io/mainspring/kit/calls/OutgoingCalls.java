package io.mainspring.kit.calls;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.Owner;
import io.mainspring.kit.polls.Acknowledged;
import io.mainspring.ocpp.v16.Action;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Calls that were written down in the commit of what asks for them: whatever dies after that commit, they are sent. A call
 * that was sent already may be sent again; correlation takes a command id once.
 */
final class OutgoingCalls implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutgoingCalls.class);

    private static final Duration LOOK = Duration.ofSeconds(2);

    /** Who wrote a call down sends it at once; only then it is taken for left behind. */
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(45);

    private static final int BATCH = 200;

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final KafkaTemplate<String, byte[]> kafka;
    private final TaskScheduler scheduler;
    private final Owner asker;
    private final Clock clock;
    private volatile @Nullable ScheduledFuture<?> looking;

    OutgoingCalls(
            JdbcClient sql,
            TransactionTemplate transaction,
            KafkaTemplate<String, byte[]> kafka,
            TaskScheduler scheduler,
            Owner asker,
            Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.kafka = kafka;
        this.scheduler = scheduler;
        this.asker = asker;
        this.clock = clock;
    }

    /** Writes a call down, in the caller's transaction, who sends it after the commit. */
    void write(Call call) {
        write(call, LEFT_BEHIND);
    }

    /** Writes a call down, in the caller's transaction; it is sent soon after the commit. */
    void writeAndLeave(Call call) {
        write(call, Duration.ZERO);
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        var _ = scheduler.schedule(OutgoingCalls.this::sendDue, Instant.EPOCH);
                    }
                });
    }

    void sent(UUID commandId) {
        sql.sql("delete from outgoing_call where command_id = ?").param(commandId).update();
    }

    @Override
    public void start() {
        looking = scheduler.scheduleWithFixedDelay(this::sendDue, LOOK);
    }

    @Override
    public void stop() {
        var task = looking;
        if (task != null) {
            task.cancel(false);
            looking = null;
        }
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }

    private void sendDue() {
        try {
            boolean isFull = true;
            while (isFull) {
                isFull = Boolean.TRUE.equals(transaction.execute(_ -> sendBatch() == BATCH));
            }
        } catch (KafkaException | DataAccessException | TransactionException e) {
            log.warn("calls wait for the broker or the database asker={}", asker.wireName(), e);
        }
    }

    private int sendBatch() {
        var due =
                sql.sql(
                                """
                                select command_id, charge_point_id, action, requested_at, expires_at,
                                       wait_for_online, requested_by, payload
                                from outgoing_call where due_at <= ?
                                order by position limit ? for update skip locked
                                """)
                        .params(now(), BATCH)
                        .query((row, _) -> read(row))
                        .list();
        Acknowledged.send(kafka, due.stream().map(Call::toRecord).toList());
        if (!due.isEmpty()) {
            sql.sql("delete from outgoing_call where command_id = any(?)")
                    .param(due.stream().map(Call::commandId).toArray(UUID[]::new))
                    .update();
        }
        return due.size();
    }

    private void write(Call call, Duration delay) {
        sql.sql(
                        """
                        insert into outgoing_call
                            (command_id, due_at, charge_point_id, action, requested_at, expires_at,
                             wait_for_online, requested_by, payload)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (command_id) do nothing
                        """)
                .params(
                        call.commandId(),
                        now().plus(delay),
                        call.chargePointId(),
                        call.action().wireName(),
                        call.requestedAt().atOffset(ZoneOffset.UTC),
                        call.expiresAt().atOffset(ZoneOffset.UTC),
                        call.waitForOnline(),
                        call.requestedBy(),
                        call.payload())
                .update();
    }

    private Call read(ResultSet row) throws SQLException {
        return new Call(
                row.getString(2),
                row.getObject(1, UUID.class),
                Action.named(row.getString(3)).orElseThrow(),
                asker,
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getBoolean(6),
                row.getString(7),
                row.getBytes(8));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
