package io.mainspring.chargepoint.certificate;

import static java.time.ZoneOffset.UTC;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The certificates of charge points as they are now. */
@Component
public class Certificates {

    static final String REQUESTED = "Requested";
    static final String SIGNING = "Signing";
    static final String SIGNED = "Signed";
    static final String SENT = "Sent";
    static final String ACCEPTED = "Accepted";
    static final String IN_USE = "InUse";

    private static final int MOST = 100;
    private static final String ROW =
            """
            select c.request_id, c.charge_point_id, c.state, c.detail, c.requested_at, c.changed_at,
                   c.request, c.common_name, c.serial_number, c.subject, c.not_before, c.not_after,
                   c.chain
            from charge_point_certificate c
            """;

    private final JdbcClient sql;
    private final SigningAuthority authority;

    Certificates(JdbcClient sql, SigningAuthority authority) {
        this.sql = sql;
        this.authority = authority;
    }

    /** How the newest request of a charge point stands. */
    public enum Progress {
        /** There is none, or it is in hand. */
        OPEN,
        /** The charge point holds the certificate. */
        HELD,
        /** It will not come by itself any more. */
        FAILED
    }

    /** What came of a request. */
    public record Newest(Progress progress, String words) {}

    /**
     * A certificate as operators see it.
     *
     * @param state Refused (the request), Requested, Signing, SigningFailed, Signed, Sent,
     *     Accepted, Rejected (by the charge point), Undelivered, InUse, Replaced (by another that is
     *     InUse), Revoked, Expired
     * @param detail why, where it went wrong
     * @param serialNumber hexadecimal; null until it is signed, as all that follows
     * @param certificateChain PEM, the certificate first
     */
    record CertificateView(
            UUID requestId,
            String state,
            @Nullable String detail,
            Instant requestedAt,
            Instant changedAt,
            @Nullable String serialNumber,
            @Nullable String subject,
            @Nullable Instant notBefore,
            @Nullable Instant notAfter,
            @Nullable String certificateChain) {}

    /** A certificate as the work on it needs it. */
    record Row(ChargePointId id, String request, String commonName, CertificateView view) {}

    /**
     * The root to which the gateways' certificates lead, PEM: the authority's, unless it is
     * configured; empty if there is neither.
     */
    public Optional<String> rootCertificate() {
        return authority.serverRoot().map(Pem::of);
    }

    /** Newest first, at most a hundred. */
    List<CertificateView> of(String chargePointId) {
        return sql.sql(
                        ROW
                                + """
                                where c.charge_point_key = ?
                                order by c.requested_at desc, c.request_id desc limit ?
                                """)
                .params(ChargePointId.keyOf(chargePointId), MOST)
                .query((row, _) -> view(row))
                .list();
    }

    Optional<CertificateView> find(String chargePointId, String serialNumber) {
        return sql.sql(ROW + "where c.charge_point_key = ? and c.serial_number = ?")
                .params(ChargePointId.keyOf(chargePointId), serialNumber)
                .query((row, _) -> view(row))
                .optional();
    }

    /** The newest one that was signed and has not ended. */
    Optional<CertificateView> newestSigned(String chargePointId) {
        return of(chargePointId).stream()
                .filter(view ->
                        view.serialNumber() != null
                                && !view.state().equals("Revoked")
                                && !view.state().equals("Expired"))
                .findFirst();
    }

    /** Whether the charge point holds a certificate that is good for some time yet. */
    public boolean holdsOne(String chargePointId, Instant until) {
        return sql.sql(
                        """
                        select exists(select 1 from charge_point_certificate
                                      where charge_point_key = ? and not_after > ?
                                        and state in ('Accepted', 'InUse'))
                        """)
                .params(ChargePointId.keyOf(chargePointId), until.atOffset(UTC))
                .query(Boolean.class)
                .single();
    }

    /** What came of the newest request since an instant. */
    public Newest newest(String chargePointId, Instant since) {
        return of(chargePointId).stream()
                .filter(view -> !view.requestedAt().isBefore(since))
                .findFirst()
                .map(view ->
                        new Newest(
                                switch (view.state()) {
                                    case ACCEPTED, IN_USE -> Progress.HELD;
                                    case REQUESTED, SIGNING, SIGNED, SENT -> Progress.OPEN;
                                    default -> Progress.FAILED;
                                },
                                view.detail() == null
                                        ? view.state()
                                        : view.state() + ": " + view.detail()))
                .orElseGet(() -> new Newest(Progress.OPEN, "not requested yet"));
    }

    /** Oldest first, as many as are worked on at once. */
    List<Row> inState(String state, Instant changedBefore) {
        return rows(
                ROW + "where c.state = ? and c.changed_at <= ? order by c.changed_at limit 50",
                state,
                changedBefore.atOffset(UTC));
    }

    /** Those whose validity is over and that nobody said so of. */
    List<Row> over(Instant now) {
        return rows(
                ROW
                        + """
                        where c.state in ('Signed', 'Sent', 'Accepted', 'Rejected', 'Undelivered',
                                          'InUse', 'Replaced')
                          and c.not_after < ? order by c.not_after limit 50
                        """,
                now.atOffset(UTC));
    }

    /**
     * The newest held by connected charge points in security profile 3, if it ends soon and nobody
     * was asked for a new one of late; the first to end first.
     */
    List<Row> ending(Instant before, Instant askedBefore) {
        return rows(
                ROW
                        + """
                        join charge_point cp using (charge_point_key)
                        join presence p using (charge_point_key)
                        where c.state in ('Accepted', 'InUse') and c.not_after < ?
                          and (c.renewal_asked_at is null or c.renewal_asked_at <= ?)
                          and cp.security_profile = 3 and cp.retired_at is null and p.connected
                          and cp.registration = 'Accepted'
                          and not exists (select 1 from charge_point_certificate n
                                          where n.charge_point_key = c.charge_point_key
                                            and n.state in ('Accepted', 'InUse', 'Requested',
                                                            'Signing', 'Signed', 'Sent')
                                            and n.requested_at > c.requested_at)
                        order by c.not_after limit 50
                        """,
                before.atOffset(UTC),
                askedBefore.atOffset(UTC));
    }

    /** When the first ends of those with which charge points in security profile 3 come. */
    Optional<Instant> firstEnd() {
        return sql.sql(
                        """
                        select min(c.not_after) from charge_point_certificate c
                        join charge_point cp using (charge_point_key)
                        where c.state = 'InUse' and cp.retired_at is null
                          and cp.security_profile = 3
                        """)
                .query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    /** A certificate in a list over all charge points. */
    record HeldView(
            String chargePointId,
            String serialNumber,
            String state,
            @Nullable String subject,
            Instant notAfter,
            @Nullable Instant renewalAskedAt) {}

    /** Those that charge points hold; the first to end first. */
    Page<HeldView> held(@Nullable Instant endsBefore, int limit, @Nullable Cursor cursor) {
        var rows =
                sql.sql(
                                """
                                select c.charge_point_id, c.serial_number, c.state, c.subject,
                                       c.not_after, c.renewal_asked_at
                                from charge_point_certificate c
                                join charge_point cp using (charge_point_key)
                                where c.state in ('Accepted', 'InUse') and cp.retired_at is null
                                  and (:before::timestamptz is null
                                       or c.not_after < :before::timestamptz)
                                  and (:at::timestamptz is null
                                       or (c.not_after, c.charge_point_key, c.serial_number)
                                          > (:at::timestamptz, :key::text, :serial::text))
                                order by c.not_after, c.charge_point_key, c.serial_number
                                limit :rows
                                """)
                        .param("before", endsBefore == null ? null : endsBefore.toString())
                        .param("at", cursor == null ? null : cursor.keys().get(0))
                        .param("key", cursor == null ? null : cursor.keys().get(1))
                        .param("serial", cursor == null ? null : cursor.keys().get(2))
                        .param("rows", limit + 1)
                        .query((row, _) ->
                                new HeldView(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getObject(5, OffsetDateTime.class).toInstant(),
                                        instant(row, "renewal_asked_at")))
                        .list();
        return Page.of(
                rows,
                limit,
                last ->
                        Cursor.of(
                                last.notAfter(),
                                ChargePointId.keyOf(last.chargePointId()),
                                last.serialNumber()));
    }

    /** Whether it is under way to a higher security profile. */
    boolean isBeingUpgraded(String chargePointId) {
        return sql.sql(
                        """
                        select exists(select 1 from security_profile_upgrade
                                      where charge_point_key = ? and state = 'Running')
                        """)
                .param(ChargePointId.keyOf(chargePointId))
                .query(Boolean.class)
                .single();
    }

    private List<Row> rows(String query, Object... parameters) {
        return sql.sql(query)
                .params(parameters)
                .query((row, _) ->
                        new Row(
                                new ChargePointId(row.getString("charge_point_id")),
                                row.getString("request"),
                                row.getString("common_name"),
                                view(row)))
                .list();
    }

    private static CertificateView view(ResultSet row) throws SQLException {
        return new CertificateView(
                row.getObject("request_id", UUID.class),
                row.getString("state"),
                row.getString("detail"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getString("serial_number"),
                row.getString("subject"),
                instant(row, "not_before"),
                instant(row, "not_after"),
                row.getString("chain"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
