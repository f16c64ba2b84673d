package io.mainspring.firmware.fleet;

import io.mainspring.contracts.chargepoint.ChargePointBooted;
import io.mainspring.firmware.SqlTime;
import io.mainspring.firmware.files.Protocol;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code fleet_member}. Charge point ids that differ only in case are one. */
@Component
public class Fleet {

    private static final String SELECT =
            "select charge_point_id, vendor, model, firmware_version from fleet_member ";

    private final JdbcClient sql;

    Fleet(JdbcClient sql) {
        this.sql = sql;
    }

    /** The identity without case: what rows and event streams are found by. */
    public static String keyOf(String chargePointId) {
        return chargePointId.toLowerCase(Locale.ROOT);
    }

    public Optional<FleetMember> find(String chargePointId) {
        return sql.sql(SELECT + "where charge_point_key = ? and booted_at is not null")
                .param(keyOf(chargePointId))
                .query((row, _) -> member(row))
                .optional();
    }

    /** The charge points of these ids that have booted at least once. */
    public List<FleetMember> find(Collection<String> chargePointIds) {
        return sql.sql(SELECT + "where charge_point_key = any(?::text[]) and booted_at is not null")
                .param(chargePointIds.stream().map(Fleet::keyOf).toArray(String[]::new))
                .query((row, _) -> member(row))
                .list();
    }

    /**
     * The charge points that fit everything that is given, ordered by id.
     *
     * @param vendor compared without case, as the others are
     */
    public List<FleetMember> select(
            @Nullable String vendor, @Nullable String model, @Nullable String firmwareVersion) {
        return sql.sql(
                        SELECT
                                + """
                                where booted_at is not null
                                    and (?::text is null or lower(vendor) = lower(?::text))
                                    and (?::text is null or lower(model) = lower(?::text))
                                    and (?::text is null
                                        or lower(firmware_version) = lower(?::text))
                                order by charge_point_key
                                """)
                .params(
                        Arrays.asList(
                                vendor, vendor, model, model, firmwareVersion, firmwareVersion))
                .query((row, _) -> member(row))
                .list();
    }

    /** What SupportedFileTransferProtocols said (E 3.90); empty if it is not known. */
    public Set<Protocol> protocols(String chargePointId) {
        var known =
                sql.sql("select transfer_protocols from fleet_member where charge_point_key = ?")
                        .param(keyOf(chargePointId))
                        .query((row, _) -> Optional.ofNullable(row.getString(1)))
                        .optional()
                        .flatMap(value -> value);
        return known.map(Fleet::parse).orElseGet(() -> EnumSet.noneOf(Protocol.class));
    }

    private static FleetMember member(ResultSet row) throws SQLException {
        return new FleetMember(
                row.getString("charge_point_id"),
                row.getString("vendor"),
                row.getString("model"),
                row.getString("firmware_version"));
    }

    void booted(ChargePointBooted boot) {
        sql.sql(
                        """
                        insert into fleet_member (charge_point_key, charge_point_id, vendor, model,
                            firmware_version, booted_at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (charge_point_key) do update
                        set charge_point_id = excluded.charge_point_id, vendor = excluded.vendor,
                            model = excluded.model, firmware_version = excluded.firmware_version,
                            booted_at = excluded.booted_at
                        """)
                .param(keyOf(boot.chargePointId()))
                .param(boot.chargePointId())
                .param(boot.chargePointVendor())
                .param(boot.chargePointModel())
                .param(boot.firmwareVersion())
                .param(SqlTime.of(boot.bootedAt()))
                .update();
    }

    void speaks(String chargePointId, @Nullable String protocols) {
        sql.sql(
                        """
                        insert into fleet_member (charge_point_key, charge_point_id,
                            transfer_protocols)
                        values (?, ?, ?)
                        on conflict (charge_point_key) do update
                        set transfer_protocols = excluded.transfer_protocols
                        """)
                .param(keyOf(chargePointId))
                .param(chargePointId)
                .param(protocols)
                .update();
    }

    void retired(String chargePointId) {
        sql.sql("delete from fleet_member where charge_point_key = ?")
                .param(keyOf(chargePointId))
                .update();
    }

    /** A list of names, in practice with blanks and in any case; what we do not know is left out. */
    private static Set<Protocol> parse(String names) {
        var protocols = EnumSet.noneOf(Protocol.class);
        for (var name : names.split(",", -1)) {
            for (var protocol : Protocol.values()) {
                if (protocol.name().equalsIgnoreCase(name.strip())) {
                    protocols.add(protocol);
                }
            }
        }
        return protocols;
    }
}
