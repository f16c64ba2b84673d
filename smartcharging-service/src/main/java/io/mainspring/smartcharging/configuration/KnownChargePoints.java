package io.mainspring.smartcharging.configuration;

import io.mainspring.contracts.chargepoint.ChargePointBooted;
import io.mainspring.contracts.chargepoint.ChargePointConfigurationObserved;
import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.smartcharging.ChargePointKey;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code known_charge_point} and {@code known_configuration}. */
@Component
public class KnownChargePoints {

    /** What a charge point lets slip is believed up to here; more it has to configure. */
    public static final int MOST_CONNECTORS_SEEN = 64;

    private static final int MOST_CONNECTORS = 1_000;

    private static final String NUMBER_OF_CONNECTORS = "numberofconnectors";
    private static final String MAX_STACK_LEVEL = "chargeprofilemaxstacklevel";
    private static final String UNITS = "chargingscheduleallowedchargingrateunit";
    private static final String MAX_PERIODS = "chargingschedulemaxperiods";
    private static final String MAX_INSTALLED = "maxchargingprofilesinstalled";
    private static final Set<String> KEYS =
            Set.of(NUMBER_OF_CONNECTORS, MAX_STACK_LEVEL, UNITS, MAX_PERIODS, MAX_INSTALLED);

    private final JdbcClient sql;

    KnownChargePoints(JdbcClient sql) {
        this.sql = sql;
    }

    /** The charge point of this id in any case, unless it is unknown or retired. */
    public Optional<KnownChargePoint> find(String chargePointId) {
        return sql.sql(
                        """
                        select charge_point_id, vendor, model, firmware_version, connectors,
                            (select value from known_configuration c
                                where c.charge_point_key = k.charge_point_key
                                    and c.configuration_key = ?)
                        from known_charge_point k where charge_point_key = ?
                        """)
                .params(NUMBER_OF_CONNECTORS, ChargePointKey.of(chargePointId))
                .query((row, _) ->
                        new KnownChargePoint(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                connectors(row.getString(6), row.getInt(5))))
                .optional();
    }

    /** NumberOfConnectors where it makes sense, else what was heard of. */
    private static int connectors(@Nullable String configured, int seen) {
        var number = configured == null ? null : number(configured);
        return number != null && number >= 1 && number <= MOST_CONNECTORS
                ? number
                : Math.min(seen, MOST_CONNECTORS_SEEN);
    }

    /** The canonical spelling where it is known, else the given one. */
    public String spellingOf(String chargePointId) {
        return find(chargePointId).map(KnownChargePoint::chargePointId).orElse(chargePointId);
    }

    /** The same for many: each charge point once, however often and in whatever case it is named. */
    public List<String> spellingsOf(Collection<String> chargePointIds) {
        var spellings = new LinkedHashMap<String, String>();
        chargePointIds.forEach(id -> spellings.put(ChargePointKey.of(id), id));
        sql.sql(
                        """
                        select charge_point_key, charge_point_id from known_charge_point
                        where charge_point_key = any(?::text[])
                        """)
                .param(spellings.keySet().toArray(String[]::new))
                .query(row -> {
                    spellings.put(row.getString(1), row.getString(2));
                });
        return List.copyOf(spellings.values());
    }

    /**
     * The charge points that described themselves so, case aside; in the order of their ids.
     *
     * @param vendor null: any, as the others
     */
    public List<String> matching(
            @Nullable String vendor, @Nullable String model, @Nullable String firmwareVersion) {
        return sql.sql(
                        """
                        select charge_point_id from known_charge_point
                        where (:vendor::text is null or lower(vendor) = lower(:vendor::text))
                            and (:model::text is null or lower(model) = lower(:model::text))
                            and (:firmware::text is null
                                or lower(firmware_version) = lower(:firmware::text))
                        order by charge_point_key
                        """)
                .param("vendor", vendor)
                .param("model", model)
                .param("firmware", firmwareVersion)
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** What is known of a charge point's limits; a value that makes no sense is not known. */
    public ProfileLimits limitsOf(String chargePointId) {
        var values = new HashMap<String, String>();
        sql.sql(
                        """
                        select configuration_key, value from known_configuration
                        where charge_point_key = ?
                        """)
                .param(ChargePointKey.of(chargePointId))
                .query(row -> {
                    values.put(row.getString(1), row.getString(2));
                });
        return limits(values);
    }

    private static ProfileLimits limits(Map<String, String> values) {
        return new ProfileLimits(
                number(values.getOrDefault(MAX_STACK_LEVEL, "")),
                number(values.getOrDefault(MAX_PERIODS, "")),
                number(values.getOrDefault(MAX_INSTALLED, "")),
                units(values.getOrDefault(UNITS, "")));
    }

    /**
     * What is known of many at once, by their keys; those of which nothing is known are left out.
     *
     * @param chargePointKeys of {@link ChargePointKey}
     */
    public Map<String, Description> describe(Collection<String> chargePointKeys) {
        var values = new HashMap<String, Map<String, String>>();
        sql.sql(
                        """
                        select charge_point_key, configuration_key, value from known_configuration
                        where charge_point_key = any(?::text[])
                        """)
                .param(chargePointKeys.toArray(String[]::new))
                .query(row -> {
                    values.computeIfAbsent(row.getString(1), _ -> new HashMap<>())
                            .put(row.getString(2), row.getString(3));
                });
        var seen = new HashMap<String, Integer>();
        sql.sql(
                        """
                        select charge_point_key, connectors from known_charge_point
                        where charge_point_key = any(?::text[])
                        """)
                .param(chargePointKeys.toArray(String[]::new))
                .query(row -> {
                    seen.put(row.getString(1), row.getInt(2));
                });
        var described = new HashMap<String, Description>();
        for (var key : chargePointKeys) {
            var configured = values.getOrDefault(key, Map.of());
            var configuredNumber =
                    number(
                            configured.getOrDefault(
                                    NUMBER_OF_CONNECTORS.toLowerCase(Locale.ROOT), ""));
            int connectors =
                    Math.max(
                            seen.getOrDefault(key, 0),
                            configuredNumber == null ? 0 : configuredNumber);
            if (connectors > 0 || !configured.isEmpty()) {
                described.put(key, new Description(connectors, limits(configured)));
            }
        }
        return described;
    }

    /**
     * What is known of a charge point that matters for its profiles.
     *
     * @param connectors the most that it told of; 0 if none is known
     */
    public record Description(int connectors, ProfileLimits limits) {}

    void meet(String chargePointId) {
        sql.sql(
                        """
                        insert into known_charge_point (charge_point_key, charge_point_id)
                        values (?, ?)
                        on conflict (charge_point_key) do update
                        set charge_point_id = excluded.charge_point_id
                        """)
                .params(ChargePointKey.of(chargePointId), chargePointId)
                .update();
    }

    void boot(ChargePointBooted booted) {
        sql.sql(
                        """
                        insert into known_charge_point
                            (charge_point_key, charge_point_id, vendor, model, firmware_version)
                        values (?, ?, ?, ?, ?)
                        on conflict (charge_point_key) do update
                        set charge_point_id = excluded.charge_point_id, vendor = excluded.vendor,
                            model = excluded.model, firmware_version = excluded.firmware_version
                        """)
                .param(ChargePointKey.of(booted.chargePointId()))
                .param(booted.chargePointId())
                .param(booted.chargePointVendor())
                .param(booted.chargePointModel())
                .param(booted.firmwareVersion())
                .update();
    }

    /** It has at least so many connectors, unless that is a number that nobody can believe. */
    void see(String chargePointId, int connectorId) {
        if (connectorId > MOST_CONNECTORS_SEEN) {
            return;
        }
        sql.sql(
                        """
                        update known_charge_point set connectors = ?
                        where charge_point_key = ? and connectors < ?
                        """)
                .params(connectorId, ChargePointKey.of(chargePointId), connectorId)
                .update();
    }

    void observe(ChargePointConfigurationObserved observed) {
        var key = ChargePointKey.of(observed.chargePointId());
        for (var entry : observed.entries()) {
            put(key, entry.key().toLowerCase(Locale.ROOT), entry.value());
        }
        for (var unknown : observed.unknownKeys()) {
            put(key, unknown.toLowerCase(Locale.ROOT), null);
        }
    }

    void forget(String chargePointId) {
        var key = ChargePointKey.of(chargePointId);
        sql.sql("delete from known_configuration where charge_point_key = ?").param(key).update();
        sql.sql("delete from known_charge_point where charge_point_key = ?").param(key).update();
    }

    private void put(String chargePointKey, String configurationKey, @Nullable String value) {
        if (!KEYS.contains(configurationKey)) {
            return;
        }
        if (value == null) {
            sql.sql(
                            """
                            delete from known_configuration
                            where charge_point_key = ? and configuration_key = ?
                            """)
                    .params(chargePointKey, configurationKey)
                    .update();
            return;
        }
        sql.sql(
                        """
                        insert into known_configuration values (?, ?, ?)
                        on conflict (charge_point_key, configuration_key) do update
                        set value = excluded.value
                        """)
                .params(chargePointKey, configurationKey, value)
                .update();
    }

    private static @Nullable Integer number(String value) {
        try {
            int number = Integer.parseInt(value.strip());
            return number < 0 ? null : number;
        } catch (NumberFormatException e) {
            return null; // truncated or corrupt values are seen in the field
        }
    }

    /** Some charge points list the units' own names in place of Current and Power. */
    private static Set<ChargingRateUnit> units(String list) {
        var units = EnumSet.noneOf(ChargingRateUnit.class);
        for (var item : list.toLowerCase(Locale.ROOT).split(",", -1)) {
            switch (item.strip()) {
                case "current", "a" -> units.add(ChargingRateUnit.A);
                case "power", "w" -> units.add(ChargingRateUnit.W);
                default -> {
                    // says nothing
                }
            }
        }
        return units;
    }
}
