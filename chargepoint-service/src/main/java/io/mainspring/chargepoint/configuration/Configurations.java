package io.mainspring.chargepoint.configuration;

import io.mainspring.chargepoint.ChargePointId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The last known configuration. */
@Component
public class Configurations {

    private final JdbcClient sql;

    Configurations(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * One key as it is last known.
     *
     * @param value null: it has none, or it is write-only
     * @param readonly null: nobody said
     * @param rebootRequired true: the value takes effect when the charge point has rebooted
     * @param source GetConfiguration (the charge point's answer) or ChangeConfiguration (accepted)
     * @param commandId the command by which it is known
     */
    record KeyView(
            String key,
            @Nullable String value,
            @Nullable Boolean readonly,
            boolean rebootRequired,
            String source,
            Instant observedAt,
            UUID commandId) {}

    /**
     * What is known of a charge point's configuration.
     *
     * @param unknownKey keys that it says it does not have
     */
    record ConfigurationView(List<KeyView> configurationKey, List<String> unknownKey) {}

    ConfigurationView of(String chargePointId) {
        return new ConfigurationView(
                sql.sql(
                                """
                                select spelling, value, readonly, reboot_required, source,
                                       observed_at, command_id
                                from configuration where charge_point_key = ? and known
                                order by configuration_key
                                """)
                        .param(ChargePointId.keyOf(chargePointId))
                        .query((row, _) ->
                                new KeyView(
                                        row.getString(1),
                                        row.getString(2),
                                        (Boolean) row.getObject(3),
                                        row.getBoolean(4),
                                        row.getString(5),
                                        row.getObject(6, OffsetDateTime.class).toInstant(),
                                        row.getObject(7, UUID.class)))
                        .list(),
                sql.sql(
                                """
                                select spelling from configuration
                                where charge_point_key = ? and not known
                                order by configuration_key
                                """)
                        .param(ChargePointId.keyOf(chargePointId))
                        .query((row, _) -> row.getString(1))
                        .list());
    }

    /** The last known value of a key that holds a whole number; empty if it is not known. */
    public OptionalInt number(String chargePointId, String key) {
        var value =
                sql.sql(
                                """
                                select value from configuration
                                where charge_point_key = ? and configuration_key = ?
                                  and known and value is not null
                                """)
                        .params(ChargePointId.keyOf(chargePointId), key.toLowerCase(Locale.ROOT))
                        .query(String.class)
                        .optional();
        try {
            return value.isPresent()
                    ? OptionalInt.of(Integer.parseInt(value.get().strip()))
                    : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty(); // truncated or corrupt values are seen in the field
        }
    }
}
