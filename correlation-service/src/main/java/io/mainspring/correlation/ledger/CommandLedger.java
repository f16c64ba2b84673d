package io.mainspring.correlation.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.Outcome;
import io.mainspring.contracts.Outcome.CallFailure;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Writes commands. Calls and outcomes may come in any order and any number of times: an outcome
 * echoes its call, the first outcome stays, and a call never undoes one. Secrets are masked.
 */
@Component
class CommandLedger {

    private static final String INSERT =
            """
            insert into command (command_id, charge_point_id, action, status, requested_at,
                                 completed_at, requested_by, request, response, error)
            select ?::uuid, ?::text, ?::text, ?::text, ?::timestamptz,
                   ?::timestamptz, ?::text, ?::json, ?::json, ?::json
            """;
    private static final String INSERT_CALL = INSERT + "on conflict (command_id) do nothing";
    private static final String INSERT_OUTCOME =
            INSERT
                    + """
                    on conflict (command_id) do update
                    set status = excluded.status, completed_at = excluded.completed_at,
                        response = excluded.response, error = excluded.error
                    where command.status = 'Pending'
                    """;

    private final JdbcTemplate sql;

    CommandLedger(JdbcTemplate sql) {
        this.sql = sql;
    }

    /** In the caller's transaction. */
    void asked(List<Call> calls) {
        sql.batchUpdate(INSERT_CALL, calls.stream().map(CommandLedger::row).toList());
    }

    /** In the caller's transaction. */
    void ended(List<Outcome> outcomes) {
        sql.batchUpdate(INSERT_OUTCOME, outcomes.stream().map(CommandLedger::row).toList());
    }

    private static @Nullable Object[] row(Call call) {
        return new @Nullable Object[] {
            call.commandId(),
            call.chargePointId(),
            call.action().wireName(),
            StatusNames.of(CommandStatus.PENDING),
            timestamp(call.requestedAt()),
            null,
            storable(call.requestedBy()),
            json(SecretMask.masked(ContractJson.read(JsonNode.class, call.payload()))),
            null,
            null
        };
    }

    private static @Nullable Object[] row(Outcome outcome) {
        return new @Nullable Object[] {
            outcome.commandId(),
            outcome.chargePointId(),
            outcome.action().wireName(),
            StatusNames.of(outcome.status()),
            timestamp(outcome.requestedAt()),
            timestamp(outcome.completedAt()),
            storable(outcome.requestedBy()),
            json(SecretMask.masked(outcome.request())),
            json(SecretMask.masked(outcome.response())),
            json(masked(outcome.error()))
        };
    }

    private static @Nullable CallFailure masked(@Nullable CallFailure error) {
        var details = error == null ? null : SecretMask.masked(error.details());
        return error == null || details == null
                ? error
                : new CallFailure(error.code(), error.description(), details);
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.from(instant);
    }

    private static @Nullable String json(@Nullable Object value) {
        return value == null ? null : new String(ContractJson.write(value), UTF_8);
    }

    /** PostgreSQL's text has no place for NUL. */
    private static String storable(String text) {
        return text.replace('\0', ' ');
    }
}
