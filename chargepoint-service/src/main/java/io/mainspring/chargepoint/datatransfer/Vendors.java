package io.mainspring.chargepoint.datatransfer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The declared vendors. */
@Component
class Vendors {

    private static final String COLUMNS =
            "select vendor_id, message_ids, declared_at, declared_by from data_transfer_vendor ";

    private final JdbcClient sql;

    Vendors(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A vendor as operators see it.
     *
     * @param messageIds the kinds of data that are known; null: any
     */
    record VendorView(
            String vendorId,
            @Nullable List<String> messageIds,
            Instant declaredAt,
            String declaredBy) {

        /** Data without a messageId is known of any vendor that is. */
        boolean knows(@Nullable String messageId) {
            return messageId == null
                    || messageIds == null
                    || messageIds.stream().anyMatch(messageId::equalsIgnoreCase);
        }
    }

    List<VendorView> all() {
        return sql.sql(COLUMNS + "order by vendor_key").query((row, _) -> read(row)).list();
    }

    Optional<VendorView> find(String vendorId) {
        return sql.sql(COLUMNS + "where vendor_key = ?")
                .param(vendorId.toLowerCase(Locale.ROOT))
                .query((row, _) -> read(row))
                .optional();
    }

    /** Those of the given keys (vendor ids in lower case) that are declared. */
    Map<String, VendorView> named(Set<String> keys) {
        var found = new HashMap<String, VendorView>();
        sql.sql(COLUMNS + "where vendor_key = any(?::text[])")
                .param(keys.toArray(String[]::new))
                .query((row, _) -> read(row))
                .list()
                .forEach(vendor -> found.put(vendor.vendorId().toLowerCase(Locale.ROOT), vendor));
        return found;
    }

    private static VendorView read(ResultSet row) throws SQLException {
        var messageIds = row.getArray(2);
        return new VendorView(
                row.getString(1),
                messageIds == null ? null : List.of((String[]) messageIds.getArray()),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getString(4));
    }
}
