package io.mainspring.firmware.files.address;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The addresses that were given out. */
@Component
public class AddressBook {

    private final JdbcClient db;
    private final Clock clock;

    AddressBook(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    void add(Address address) {
        db.sql(
                        """
                        insert into transfer_address (token_hash, job_id, charge_point_id, direction, image_id, kind,
                            created_at, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz)
                        """)
                .param(address.hash())
                .param(address.jobId())
                .param(address.chargePointId())
                .param(address.direction() == Address.Direction.DOWNLOAD ? "Download" : "Upload")
                .param(address.imageId())
                .param(address.kind())
                .param(clock.instant().toString())
                .param(address.expiresAt().toString())
                .update();
    }

    /** The address of this token, open or not; empty if we never gave it out or have forgotten it. */
    public Optional<Address> find(String token) {
        return db.sql(
                        """
                        select token_hash, job_id, charge_point_id, direction, image_id, kind, expires_at
                        from transfer_address where token_hash = ?
                        """)
                .param(Token.hash(token))
                .query(AddressBook::address)
                .optional();
    }

    /** Whether the address may be used now; asked again before each transfer of a long session. */
    public boolean isOpen(Address address) {
        return db.sql("select expires_at from transfer_address where token_hash = ?")
                .param(address.hash())
                .query(OffsetDateTime.class)
                .optional()
                .map(end -> clock.instant().isBefore(end.toInstant()))
                .orElse(false);
    }

    /** Ends all addresses of a job at an instant, those that would be open longer. */
    void close(UUID jobId, Instant at) {
        db.sql(
                        """
                        update transfer_address set expires_at = ?::timestamptz
                        where job_id = ? and expires_at > ?::timestamptz
                        """)
                .params(at.toString(), jobId, at.toString())
                .update();
    }

    /** Forgets addresses that have been expired since before an instant; they are unknown from then on. */
    public void forgetExpiredBefore(Instant time) {
        db.sql("delete from transfer_address where expires_at < ?::timestamptz")
                .param(time.toString())
                .update();
    }

    private static Address address(ResultSet row, int index) throws SQLException {
        return new Address(
                row.getBytes("token_hash"),
                row.getObject("job_id", UUID.class),
                row.getString("charge_point_id"),
                row.getString("direction").equals("Download")
                        ? Address.Direction.DOWNLOAD
                        : Address.Direction.UPLOAD,
                row.getObject("image_id", UUID.class),
                row.getString("kind"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }
}
