package io.mainspring.firmware.files.upload;

import io.mainspring.firmware.files.FileName;
import io.mainspring.firmware.files.FilesSettings;
import io.mainspring.firmware.files.Protocol;
import io.mainspring.firmware.files.UploadListener;
import io.mainspring.firmware.files.address.Address;
import io.mainspring.firmware.files.store.FileStore;
import io.mainspring.firmware.files.store.SizeExceeded;
import io.mainspring.firmware.files.store.Spool;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what charge points bring. A file is listed, and its job told, in one transaction after its
 * bytes are safe; a stream that breaks leaves nothing.
 */
@Component
public class Uploads {

    private static final Logger log = LoggerFactory.getLogger(Uploads.class);

    /** Of one address, on this replica: one, and the one that it has not noticed to be broken. */
    private static final int SIDE_BY_SIDE = 2;

    private static final int TRIES = 3;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Spool spool;
    private final FileStore store;
    private final FilesSettings settings;
    private final ObjectProvider<UploadListener> listeners;
    private final Clock clock;

    /** Streams under way by the hexadecimal hash of their address. */
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

    Uploads(
            JdbcClient db,
            PlatformTransactionManager transactions,
            Spool spool,
            FileStore store,
            FilesSettings settings,
            ObjectProvider<UploadListener> listeners,
            Clock clock) {
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
        this.spool = spool;
        this.store = store;
        this.settings = settings;
        this.listeners = listeners;
        this.clock = clock;
    }

    /** Writes a stream to its end; called with the place where it waits until it is whole. */
    @FunctionalInterface
    public interface Source {
        void writeTo(Spool.Incoming target) throws IOException;
    }

    /**
     * Takes one file.
     *
     * @param spelt what the charge point calls it; null: it did not say
     * @param length in bytes if it is known, or -1
     * @throws SizeExceeded if it is more than the address still takes
     * @throws NotTaken if others are under way, or the address expires before the end
     * @throws IOException if the stream broke, or the store is away; nothing is kept
     */
    public UploadView take(
            Address address, @Nullable String spelt, Protocol over, long length, Source source)
            throws IOException {
        var key = HexFormat.of().formatHex(address.hash());
        try {
            if (underWay.merge(key, 1, Integer::sum) > SIDE_BY_SIDE) {
                throw NotTaken.tooManyAtOnce();
            }
            return takeOne(address, spelt, over, length, source);
        } finally {
            underWay.computeIfPresent(key, (_, streams) -> streams == 1 ? null : streams - 1);
        }
    }

    private UploadView takeOne(
            Address address, @Nullable String spelt, Protocol over, long length, Source source)
            throws IOException {
        long room = room(address);
        if (length > room) {
            throw new SizeExceeded(room);
        }
        try (var incoming = spool.begin(room, () -> refuseExpired(address.expiresAt()))) {
            source.writeTo(incoming);
            var whole = incoming.whole();
            if (length >= 0 && whole.size() != length) {
                throw new BrokenOff(whole.size(), length);
            }
            return keep(address, name(address, spelt), over, whole);
        }
    }

    private UploadView keep(Address address, String name, Protocol over, Spool.Whole whole)
            throws IOException {
        var file =
                new UploadView(
                        UUID.randomUUID(),
                        address.jobId(),
                        address.chargePointId(),
                        Objects.requireNonNull(address.kind()),
                        name,
                        whole.size(),
                        whole.sha256(),
                        clock.instant(),
                        over.name(),
                        null);
        var key = key(file.fileId());
        store.put(key, whole.path());
        try {
            list(address, file, key);
        } catch (RuntimeException e) {
            store.delete(key);
            throw e;
        }
        log.info(
                "file received chargePoint={} job={} file={} size={} over={}",
                address.chargePointId(),
                address.jobId(),
                file.fileId(),
                file.size(),
                over);
        return file;
    }

    /** Another replica may write to the same job at the same moment: then it is told again. */
    private void list(Address address, UploadView file, String key) {
        for (int tries = 1; ; tries++) {
            try {
                transaction.executeWithoutResult(_ -> listOnce(address, file, key));
                return;
            } catch (ConcurrencyException | AggregateStreamCreationException e) {
                if (tries == TRIES) {
                    throw e;
                }
                log.debug("another was faster job={}", address.jobId(), e);
            }
        }
    }

    private void listOnce(Address address, UploadView file, String key) {
        // One at a time per address, so that its limits hold for uploads side by side.
        var expiry =
                db.sql("select expires_at from transfer_address where token_hash = ? for update")
                        .param(address.hash())
                        .query(OffsetDateTime.class)
                        .optional();
        if (expiry.isEmpty() || !clock.instant().isBefore(expiry.get().toInstant())) {
            throw NotTaken.expired();
        }
        long room = room(address);
        if (file.size() > room) {
            throw new SizeExceeded(room);
        }
        db.sql(
                        """
                        insert into uploaded_file (file_id, job_id, charge_point_id, kind, token_hash, file_name, size,
                            sha256, received_at, received_over, stored_as)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?, ?)
                        """)
                .params(
                        file.fileId(),
                        file.jobId(),
                        file.chargePointId(),
                        file.kind(),
                        address.hash(),
                        file.fileName(),
                        file.size(),
                        file.sha256(),
                        file.receivedAt().toString(),
                        file.receivedOver(),
                        key)
                .update();
        listeners
                .orderedStream()
                .forEach(l ->
                        l.uploaded(
                                file.jobId(),
                                file.chargePointId(),
                                file.kind(),
                                file.fileId().toString(),
                                file.fileName(),
                                file.size()));
    }

    private void refuseExpired(Instant expiry) {
        if (!clock.instant().isBefore(expiry)) {
            throw NotTaken.expired();
        }
    }

    /** How many bytes the address still takes. */
    private long room(Address address) {
        var used =
                db.sql(
                                """
                                select count(*) as files, coalesce(sum(size), 0)::bigint as bytes
                                from uploaded_file where token_hash = ?
                                """)
                        .param(address.hash())
                        .query((row, _) -> new Used(row.getInt("files"), row.getLong("bytes")))
                        .single();
        return used.files >= settings.maxUploads()
                ? -1
                : settings.maxUploadSize().toBytes() - used.bytes;
    }

    private record Used(int files, long bytes) {}

    private String name(Address address, @Nullable String spelt) {
        var safe = FileName.safe(spelt);
        return safe != null
                ? safe
                : FileName.safe(address.chargePointId())
                        + "-"
                        + address.kind()
                        + "-"
                        + TIME.format(clock.instant());
    }

    static String key(UUID fileId) {
        return "uploads/" + fileId;
    }
}
