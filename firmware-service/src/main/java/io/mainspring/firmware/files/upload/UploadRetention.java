package io.mainspring.firmware.files.upload;

import io.mainspring.firmware.files.FilesSettings;
import io.mainspring.firmware.files.address.AddressBook;
import io.mainspring.firmware.files.store.FileStore;
import io.mainspring.firmware.files.store.Spool;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes the bytes of uploads whose time is over, and what else is past use. The fact that a file
 * came stays. Replicas may run it side by side, and a run that was missed is made up for.
 */
@Component
class UploadRetention {

    private static final Logger log = LoggerFactory.getLogger(UploadRetention.class);
    private static final int AT_A_TIME = 100;

    private final JdbcClient db;
    private final FileStore store;
    private final Spool spool;
    private final AddressBook addresses;
    private final FilesSettings settings;
    private final Clock clock;

    UploadRetention(
            JdbcClient db,
            FileStore store,
            Spool spool,
            AddressBook addresses,
            FilesSettings settings,
            Clock clock) {
        this.db = db;
        this.store = store;
        this.spool = spool;
        this.addresses = addresses;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT10S")
    void tidyUp() {
        try {
            var end = clock.instant().minus(settings.uploadRetention());
            long removed = removeReceivedBefore(end.toString());
            if (removed > 0) {
                log.info("uploads removed after their retention count={}", removed);
            }
            addresses.forgetExpiredBefore(end);
            spool.sweep(clock.instant());
        } catch (IOException e) {
            log.warn("spool not swept, tried again later", e);
        }
    }

    private long removeReceivedBefore(String end) {
        var due =
                db.sql(
                                """
                                select file_id from uploaded_file
                                where removed_at is null and received_at < ?::timestamptz
                                order by received_at limit ?
                                """)
                        .params(end, AT_A_TIME)
                        .query((row, _) -> row.getObject(1, UUID.class))
                        .list();
        return due.stream().filter(this::remove).count();
    }

    /** What cannot be deleted is left for later, and must not keep the others. */
    private boolean remove(UUID file) {
        try {
            store.delete(Uploads.key(file));
        } catch (IOException e) {
            log.warn("upload not removed, tried again later file={}", file, e);
            return false;
        }
        db.sql("update uploaded_file set removed_at = ?::timestamptz where file_id = ?")
                .params(clock.instant().toString(), file)
                .update();
        return true;
    }
}
