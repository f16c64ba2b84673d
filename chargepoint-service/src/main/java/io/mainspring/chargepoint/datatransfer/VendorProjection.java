package io.mainspring.chargepoint.datatransfer;

import static java.time.ZoneOffset.UTC;

import io.mainspring.kit.eventsourcing.Projection;
import io.mainspring.kit.eventsourcing.StoredEvent;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The registry of vendors as rows. */
@Component
class VendorProjection implements Projection {

    private final JdbcClient sql;

    VendorProjection(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public Set<Class<?>> wants() {
        return Set.of(DataTransferVendorEvent.class);
    }

    @Override
    public String name() {
        return "data-transfer-vendors";
    }

    @Override
    public List<String> tables() {
        return List.of("data_transfer_vendor");
    }

    @Override
    public void handle(List<StoredEvent> batch) {
        for (var stored : batch) {
            if (stored.payload() instanceof DataTransferVendorEvent event) {
                switch (event) {
                    case DataTransferVendorEvent.Declared e -> declare(e);
                    case DataTransferVendorEvent.Withdrawn e ->
                            sql.sql("delete from data_transfer_vendor where vendor_key = ?")
                                    .param(e.vendorId().toLowerCase(Locale.ROOT))
                                    .update();
                }
            }
        }
    }

    private void declare(DataTransferVendorEvent.Declared e) {
        var messageIds = e.messageIds();
        sql.sql(
                        """
                        insert into data_transfer_vendor (vendor_key, vendor_id, message_ids,
                            declared_at, declared_by)
                        values (?, ?, ?::text[], ?, ?)
                        on conflict (vendor_key) do update
                        set vendor_id = excluded.vendor_id,
                            message_ids = excluded.message_ids,
                            declared_at = excluded.declared_at,
                            declared_by = excluded.declared_by
                        """)
                .param(e.vendorId().toLowerCase(Locale.ROOT))
                .param(e.vendorId())
                .param(messageIds == null ? null : messageIds.toArray(String[]::new))
                .param(e.at().atOffset(UTC))
                .param(e.by())
                .update();
    }
}
