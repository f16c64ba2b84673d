package io.mainspring.auth.locallist;

import io.mainspring.contracts.chargepoint.ChargePointConfigurationObserved;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What charge points say of their local lists in their configuration (OCPP 1.6 §9.4). */
@Component
class Limits {

    /** Column per configuration key, in lower case. */
    private static final Map<String, String> COLUMNS =
            Map.of(
                    "sendlocallistmaxlength", "longest_message",
                    "localauthlistmaxlength", "longest_list",
                    "localauthlistenabled", "enabled",
                    "supportedfeatureprofiles", "has_profile");

    private static final String PROFILE = "LocalAuthListManagement";

    private final JdbcClient db;

    Limits(JdbcClient db) {
        this.db = db;
    }

    /**
     * What is known of a charge point; null: nothing.
     *
     * @param longestMessage SendLocalListMaxLength
     * @param longestList LocalAuthListMaxLength
     * @param enabled LocalAuthListEnabled
     * @param hasProfile whether SupportedFeatureProfiles names local lists
     */
    record Known(
            @Nullable Integer longestMessage,
            @Nullable Integer longestList,
            @Nullable Boolean enabled,
            @Nullable Boolean hasProfile) {

        static final Known NOTHING = new Known(null, null, null, null);
    }

    Known of(String chargePointKey) {
        return db.sql(
                        """
                        select longest_message, longest_list, enabled, has_profile
                        from local_list_limits where charge_point_key = ?
                        """)
                .param(chargePointKey)
                .query((row, _) ->
                        new Known(
                                row.getObject(1, Integer.class),
                                row.getObject(2, Integer.class),
                                row.getObject(3, Boolean.class),
                                row.getObject(4, Boolean.class)))
                .optional()
                .orElse(Known.NOTHING);
    }

    /** Keys that are not named keep what was last said of them. */
    void take(ChargePointConfigurationObserved observed) {
        for (var entry : observed.entries()) {
            var column = COLUMNS.get(entry.key().toLowerCase(Locale.ROOT));
            if (column != null && !entry.rebootRequired()) {
                write(observed.chargePointId(), column, value(column, entry.value()));
            }
        }
    }

    void forget(String chargePointId) {
        db.sql("delete from local_list_limits where charge_point_key = ?")
                .param(ListKey.chargePointKey(chargePointId))
                .update();
    }

    /** The column's name is one of ours. */
    private void write(String chargePointId, String column, @Nullable Object value) {
        db.sql(
                        """
                        insert into local_list_limits (charge_point_key, %1$s) values (?, ?)
                        on conflict (charge_point_key) do update set %1$s = excluded.%1$s
                        """
                                .formatted(column))
                .params(Arrays.asList(ListKey.chargePointKey(chargePointId), value))
                .update();
    }

    private static @Nullable Object value(String column, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return switch (column) {
            case "enabled" -> Boolean.parseBoolean(text.strip());
            case "has_profile" ->
                    Arrays.stream(text.split(",", -1))
                            .anyMatch(name -> name.strip().equalsIgnoreCase(PROFILE));
            default -> length(text.strip());
        };
    }

    private static @Nullable Integer length(String text) {
        try {
            int length = Integer.parseInt(text);
            return length < 1 ? null : length;
        } catch (NumberFormatException e) {
            return null; // charge points put all sorts of things there; then nothing is known
        }
    }
}
