package io.mainspring.firmware.files.upload;

import io.mainspring.firmware.Cursors;
import io.mainspring.firmware.files.address.Address;
import io.mainspring.firmware.files.store.FileStore;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists and opens what charge points brought. */
@Component
public class UploadedFiles {

    private static final String SELECT =
            """
            select file_id, job_id, charge_point_id, kind, file_name, size, sha256, received_at,
                   received_over, removed_at
            from uploaded_file
            """;

    private final JdbcClient db;
    private final FileStore store;

    UploadedFiles(JdbcClient db, FileStore store) {
        this.db = db;
        this.store = store;
    }

    /**
     * What a list is narrowed to; null: not by this.
     *
     * @param from received at this instant or later
     * @param to received before this instant
     */
    public record Filter(
            @Nullable UUID jobId,
            @Nullable String chargePointId,
            @Nullable String kind,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** Newest first. */
    public Page<UploadView> list(Filter filter, @Nullable Cursor after, int limit) {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<Object>();
        add("job_id = ?::uuid", filter.jobId(), conditions, values);
        add("lower(charge_point_id) = lower(?)", filter.chargePointId(), conditions, values);
        add("kind = ?", filter.kind(), conditions, values);
        add("received_at >= ?::timestamptz", filter.from(), conditions, values);
        add("received_at < ?::timestamptz", filter.to(), conditions, values);
        if (after != null) {
            conditions.add("(received_at, file_id) < (?::timestamptz, ?::uuid)");
            values.add(Cursors.time(after));
            values.add(Cursors.id(after));
        }
        var where = conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
        var rows =
                db.sql(SELECT + where + " order by received_at desc, file_id desc limit ?")
                        .params(values)
                        .param(limit + 1)
                        .query(UploadedFiles::view)
                        .list();
        return Page.of(rows, limit, f -> Cursor.of(f.receivedAt(), f.fileId()));
    }

    public Optional<UploadView> byId(UUID fileId) {
        return db.sql(SELECT + "where file_id = ?")
                .param(fileId)
                .query(UploadedFiles::view)
                .optional();
    }

    /** What came in through one address, oldest first. */
    public List<UploadView> under(Address address) {
        return db.sql(SELECT + "where token_hash = ? order by received_at")
                .param(address.hash())
                .query(UploadedFiles::view)
                .list();
    }

    /** Its bytes from an offset on, to be closed by the caller. */
    public InputStream open(UUID fileId, long offset) throws IOException {
        return store.open(Uploads.key(fileId), offset);
    }

    private static void add(
            String condition,
            @Nullable Object value,
            List<String> conditions,
            List<Object> values) {
        if (value != null) {
            conditions.add(condition);
            values.add(value.toString());
        }
    }

    private static UploadView view(ResultSet row, int index) throws SQLException {
        var removed = row.getObject("removed_at", OffsetDateTime.class);
        return new UploadView(
                row.getObject("file_id", UUID.class),
                row.getObject("job_id", UUID.class),
                row.getString("charge_point_id"),
                row.getString("kind"),
                row.getString("file_name"),
                row.getLong("size"),
                row.getString("sha256"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("received_over"),
                removed == null ? null : removed.toInstant());
    }
}
