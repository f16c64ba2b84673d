package io.mainspring.smartcharging.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.smartcharging.ChargePointKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Chooses chargingProfileIds. They begin at a million, far from the small ones that people choose;
 * one that somebody chose nevertheless is passed over. Above half a billion others choose: remote
 * starts, then sites.
 */
@Component
class ProfileIds {

    private static final int FIRST_OF_KEYS = 100_000_000;
    private static final int KEYS = 400_000_000;

    private final JdbcClient sql;

    ProfileIds(JdbcClient sql) {
        this.sql = sql;
    }

    /** One for each charge point, in their order. */
    List<Integer> next(Collection<String> chargePointIds) {
        var keys = chargePointIds.stream().map(ChargePointKey::of).toArray(String[]::new);
        var ids =
                new ArrayList<>(
                        sql.sql(
                                        """
                                        select nextval('charging_profile_id')
                                        from generate_series(1, ?)
                                        """)
                                .param(keys.length)
                                .query(Integer.class)
                                .list());
        for (var taken = taken(keys, ids); !taken.isEmpty(); taken = taken(keys, ids)) {
            for (int i = 0; i < keys.length; i++) {
                if (taken.contains(keys[i])) {
                    ids.set(i, nextOne());
                }
            }
        }
        return ids;
    }

    /**
     * The id for a command with an Idempotency-Key: the same again for the same key, so that the
     * repetition is the same command. It follows from the key alone.
     */
    static int of(String requestedBy, String idempotencyKey) {
        var digest = UUID.nameUUIDFromBytes((requestedBy + '\n' + idempotencyKey).getBytes(UTF_8));
        return FIRST_OF_KEYS + Math.floorMod(digest.getLeastSignificantBits(), KEYS);
    }

    private int nextOne() {
        return sql.sql("select nextval('charging_profile_id')").query(Integer.class).single();
    }

    /** The charge points that have a profile with the id meant for them. */
    private Set<String> taken(String[] keys, List<Integer> ids) {
        return new HashSet<>(
                sql.sql(
                                """
                                select p.charge_point_key
                                from unnest(?::text[], ?::int[]) as meant (key, id)
                                join installed_profile p on p.charge_point_key = meant.key
                                    and p.charging_profile_id = meant.id
                                """)
                        .params(keys, ids.toArray(Integer[]::new))
                        .query((row, _) -> row.getString(1))
                        .list());
    }
}
