package io.mainspring.firmware.files.image;

import io.mainspring.firmware.Cursors;
import io.mainspring.firmware.files.FirmwareImages;
import io.mainspring.firmware.files.store.FileStore;
import io.mainspring.firmware.files.store.Spool;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stores, lists, opens and forgets firmware images. */
@Component
public class Images implements FirmwareImages {

    private static final String SELECT =
            """
            select image_id, file_name, size, sha256, version, vendor, model, signing_certificate,
                   signature, uploaded_at, uploaded_by
            from firmware_image
            """;

    private final JdbcClient db;
    private final FileStore store;
    private final Clock clock;

    Images(JdbcClient db, FileStore store, Clock clock) {
        this.db = db;
        this.store = store;
        this.clock = clock;
    }

    /** What an operator says of an image. */
    public record Description(
            String fileName,
            @Nullable String version,
            @Nullable String vendor,
            @Nullable String model,
            @Nullable String signingCertificate,
            @Nullable String signature) {}

    /** Stores a whole file; listed only when its bytes are safe. */
    public ImageView add(Spool.Whole bytes, Description description, String by) throws IOException {
        var id = UUID.randomUUID();
        var image =
                new ImageView(
                        id,
                        description.fileName(),
                        bytes.size(),
                        bytes.sha256(),
                        description.version(),
                        description.vendor(),
                        description.model(),
                        description.signingCertificate(),
                        description.signature(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        by);
        store.put(key(id), bytes.path());
        try {
            list(image);
        } catch (RuntimeException e) {
            store.delete(key(id));
            throw e;
        }
        return image;
    }

    private void list(ImageView image) {
        db.sql(
                        """
                        insert into firmware_image (image_id, file_name, size, sha256, version, vendor, model,
                            signing_certificate, signature, stored_as, uploaded_at, uploaded_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?)
                        """)
                .param(image.imageId())
                .param(image.fileName())
                .param(image.size())
                .param(image.sha256())
                .param(image.version())
                .param(image.vendor())
                .param(image.model())
                .param(image.signingCertificate())
                .param(image.signature())
                .param(key(image.imageId()))
                .param(image.uploadedAt().toString())
                .param(image.uploadedBy())
                .update();
    }

    public Optional<ImageView> byId(UUID id) {
        return db.sql(SELECT + "where image_id = ?").param(id).query(Images::view).optional();
    }

    /** What a list is narrowed to; null: not by this. */
    public record Filter(
            @Nullable String version, @Nullable String vendor, @Nullable String model) {}

    /** Newest first. */
    public Page<ImageView> list(Filter filter, @Nullable Cursor after, int limit) {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<Object>();
        equal("version", filter.version(), conditions, values);
        equal("vendor", filter.vendor(), conditions, values);
        equal("model", filter.model(), conditions, values);
        if (after != null) {
            conditions.add("(uploaded_at, image_id) < (?::timestamptz, ?::uuid)");
            values.add(Cursors.time(after));
            values.add(Cursors.id(after));
        }
        var where = conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
        var rows =
                db.sql(SELECT + where + " order by uploaded_at desc, image_id desc limit ?")
                        .params(values)
                        .param(limit + 1)
                        .query(Images::view)
                        .list();
        return Page.of(rows, limit, i -> Cursor.of(i.uploadedAt(), i.imageId()));
    }

    /** Its bytes from an offset on, to be closed by the caller. */
    public InputStream open(UUID id, long offset) throws IOException {
        return store.open(key(id), offset);
    }

    /**
     * Forgets an image. Addresses that lead to it end with it.
     *
     * @return whether there was one
     */
    public boolean delete(UUID id) throws IOException {
        int rows = db.sql("delete from firmware_image where image_id = ?").param(id).update();
        store.delete(key(id));
        return rows > 0;
    }

    @Override
    public Optional<Image> find(String id) {
        return parse(id)
                .flatMap(this::byId)
                .map(i ->
                        new Image(
                                i.imageId().toString(),
                                i.fileName(),
                                i.size(),
                                i.version(),
                                i.signingCertificate(),
                                i.signature()));
    }

    @Override
    public InputStream open(String id) throws IOException {
        var image = parse(id).orElseThrow(() -> new NoSuchFileException(id));
        return store.open(key(image), 0);
    }

    private static Optional<UUID> parse(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String key(UUID id) {
        return "images/" + id;
    }

    private static void equal(
            String column, @Nullable String value, List<String> conditions, List<Object> values) {
        if (value != null) {
            conditions.add(column + " = ?");
            values.add(value);
        }
    }

    private static ImageView view(ResultSet row, int index) throws SQLException {
        return new ImageView(
                row.getObject("image_id", UUID.class),
                row.getString("file_name"),
                row.getLong("size"),
                row.getString("sha256"),
                row.getString("version"),
                row.getString("vendor"),
                row.getString("model"),
                row.getString("signing_certificate"),
                row.getString("signature"),
                instant(row, "uploaded_at"),
                row.getString("uploaded_by"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
