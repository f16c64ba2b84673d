package io.mainspring.transaction.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.transaction.SqlTime;
import io.mainspring.transaction.Storable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts things into quarantine, within the caller's transaction. */
@Component
public class Quarantine {

    private final JdbcClient sql;

    Quarantine(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Adds what is new, in one statement. The same content of the same charge point is one entry
     * however often it comes: only its count and last time change, also after it was settled.
     */
    public void add(List<Unattributed> things) {
        var byFingerprint = new LinkedHashMap<String, Unattributed>();
        things.forEach(thing -> byFingerprint.put(fingerprint(thing), thing));
        if (byFingerprint.isEmpty()) {
            return;
        }
        int size = byFingerprint.size();
        var fingerprints = byFingerprint.keySet().toArray(String[]::new);
        var reasons = new String[size];
        var chargePoints = new String[size];
        var actions = new @Nullable String[size];
        var transactions = new @Nullable Integer[size];
        var payloads = new String[size];
        var codes = new @Nullable String[size];
        var descriptions = new @Nullable String[size];
        var received = new @Nullable String[size];
        int i = 0;
        for (var thing : byFingerprint.values()) {
            reasons[i] = thing.reason().wireName();
            chargePoints[i] = Storable.text(thing.chargePointId());
            actions[i] = storable(thing.action());
            transactions[i] = thing.reportedTransactionId();
            payloads[i] = Storable.text(new String(thing.payload(), UTF_8));
            codes[i] = storable(thing.errorCode());
            descriptions[i] = storable(thing.errorDescription());
            received[i] = SqlTime.write(thing.receivedAt());
            i++;
        }
        sql.sql(
                        """
                        insert into quarantine (fingerprint, reason, charge_point_id, action,
                            reported_transaction_id, payload, error_code, error_description,
                            received_at, last_received_at)
                        select decode(fingerprint, 'hex'), reason, charge_point, action,
                            transaction, payload, code, description, received, received
                        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int[],
                                ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                            as u (fingerprint, reason, charge_point, action, transaction, payload,
                                code, description, received)
                        order by fingerprint
                        on conflict (fingerprint) do update
                        set times_received = quarantine.times_received + 1,
                            last_received_at = excluded.last_received_at
                        """)
                .params(
                        fingerprints,
                        reasons,
                        chargePoints,
                        actions,
                        transactions,
                        payloads,
                        codes,
                        descriptions,
                        received)
                .update();
    }

    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : Storable.text(text);
    }

    private static String fingerprint(Unattributed thing) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part :
                    List.of(
                            thing.chargePointId().toLowerCase(Locale.ROOT),
                            String.valueOf(thing.action()))) {
                digest.update(part.getBytes(UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(thing.payload()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
