package io.mainspring.smartcharging.profile;

import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.smartcharging.ChargePointKey;
import io.mainspring.smartcharging.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads {@code installed_profile}. */
@Component
public class ProfileViews {

    private final JdbcClient sql;
    private final Clock clock;

    ProfileViews(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What operators may list by; null: any. */
    record Filter(
            @Nullable String chargePointId,
            @Nullable Integer connectorId,
            @Nullable String purpose,
            @Nullable Integer transactionId) {}

    /** All that a charge point is believed to have, expired ones included. */
    public List<InstalledProfile> of(String chargePointId) {
        return sql.sql(
                        """
                        select charge_point_id, connector_id, profile::text as profile, installed_at
                        from installed_profile where charge_point_key = ?
                        order by charging_profile_id
                        """)
                .param(ChargePointKey.of(chargePointId))
                .query((row, _) ->
                        new InstalledProfile(
                                row.getString("charge_point_id"),
                                row.getInt("connector_id"),
                                ProfileJson.read(row.getString("profile")),
                                SqlTime.require(row, "installed_at")))
                .list();
    }

    /** The newest first. */
    Page<ProfileView> list(Filter filter, @Nullable Cursor cursor, int limit) {
        var now = clock.instant();
        var rows =
                sql.sql(
                                """
                                select *, profile::text as json from installed_profile
                                where (:key::text is null or charge_point_key = :key::text)
                                    and (:connector::int is null or connector_id = :connector::int)
                                    and (:purpose::text is null or purpose = :purpose::text)
                                    and (:transaction::int is null
                                        or transaction_id = :transaction::int)
                                    and (:at::timestamptz is null
                                        or (installed_at, charge_point_key, charging_profile_id)
                                            < (:at::timestamptz, :atKey::text, :atId::int))
                                order by installed_at desc, charge_point_key desc,
                                    charging_profile_id desc
                                limit :limit
                                """)
                        .param(
                                "key",
                                filter.chargePointId() == null
                                        ? null
                                        : ChargePointKey.of(filter.chargePointId()))
                        .param("connector", filter.connectorId())
                        .param("purpose", filter.purpose())
                        .param("transaction", filter.transactionId())
                        .param("at", key(cursor, 0))
                        .param("atKey", key(cursor, 1))
                        .param("atId", key(cursor, 2))
                        .param("limit", limit + 1)
                        .query((row, _) -> read(row, now))
                        .list();
        return Page.of(
                rows,
                limit,
                last ->
                        Cursor.of(
                                last.installedAt(),
                                ChargePointKey.of(last.chargePointId()),
                                last.chargingProfileId()));
    }

    private static @Nullable String key(@Nullable Cursor cursor, int number) {
        return cursor == null ? null : cursor.keys().get(number);
    }

    private static ProfileView read(ResultSet row, Instant now) throws SQLException {
        var validTo = SqlTime.read(row, "valid_to");
        return new ProfileView(
                row.getString("charge_point_id"),
                row.getInt("connector_id"),
                row.getInt("charging_profile_id"),
                row.getString("purpose"),
                row.getInt("stack_level"),
                row.getObject("transaction_id", Integer.class),
                validTo == null || now.isBefore(validTo)
                        ? ProfileView.State.INSTALLED
                        : ProfileView.State.EXPIRED,
                row.getString("origin"),
                row.getObject("command_id", UUID.class),
                row.getString("installed_by"),
                SqlTime.require(row, "installed_at"),
                ProfileJson.tree(row.getString("json")));
    }
}
