package io.mainspring.kit.calls;

import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which command an Idempotency-Key stands for, and how it ended. */
final class IdempotencyKeys {

    private final JdbcClient sql;

    IdempotencyKeys(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * @param sameRequest false: the key was used for something else
     * @param outcome null while it is not known here
     */
    record Known(
            UUID commandId,
            OffsetDateTime requestedAt,
            boolean sameRequest,
            @Nullable Outcome outcome) {}

    /** The command of this key: the given one if the key is new. */
    Known claim(String requestedBy, String key, byte[] requestSha256, UUID commandId, Instant now) {
        sql.sql(
                        """
                        insert into idempotency_key
                            (requested_by, idempotency_key, request_sha256, command_id, requested_at)
                        values (?, ?, ?, ?, ?)
                        on conflict do nothing
                        """)
                .params(requestedBy, key, requestSha256, commandId, now.atOffset(ZoneOffset.UTC))
                .update();
        return sql.sql(
                        """
                        select command_id, requested_at, request_sha256, outcome::text
                        from idempotency_key where requested_by = ? and idempotency_key = ?
                        """)
                .params(requestedBy, key)
                .query((row, _) ->
                        new Known(
                                row.getObject(1, UUID.class),
                                row.getObject(2, OffsetDateTime.class),
                                Arrays.equals(row.getBytes(3), requestSha256),
                                outcome(row.getString(4))))
                .single();
    }

    /** Remembers how commands ended; those without a key are passed over. */
    void completed(List<Outcome> outcomes) {
        sql.sql(
                        """
                        update idempotency_key k set outcome = ended.outcome::jsonb
                        from unnest(?::uuid[], ?::text[]) as ended (command_id, outcome)
                        where k.command_id = ended.command_id and k.outcome is null
                        """)
                .params(
                        outcomes.stream().map(Outcome::commandId).toArray(UUID[]::new),
                        outcomes.stream()
                                .map(o -> new String(ContractJson.write(o), StandardCharsets.UTF_8))
                                .toArray(String[]::new))
                .update();
    }

    /** Forgets the keys used before an instant. */
    void prune(Instant before) {
        sql.sql("delete from idempotency_key where requested_at < ?")
                .param(before.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static @Nullable Outcome outcome(@Nullable String json) {
        return json == null
                ? null
                : ContractJson.read(Outcome.class, json.getBytes(StandardCharsets.UTF_8));
    }
}
