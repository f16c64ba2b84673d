package io.mainspring.chargepoint.certificate;

import static java.time.ZoneOffset.UTC;

import io.mainspring.chargepoint.ChargePointId;
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
     *     Accepted, Rejected (by the charge point), Undelivered, InUse, Revoked, Expired
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

    /** The root to which our certificates lead, PEM; empty if there is no authority. */
    public Optional<String> rootCertificate() {
        return authority.trustAnchors().stream().findFirst().map(Pem::of);
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
                                    case REQUESTED, SIGNING, SIGNED, "Sent" -> Progress.OPEN;
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

    /** Accepted ones whose charge point has since come with security profile 3; newest first. */
    List<Row> comeIntoUse() {
        return rows(
                ROW
                        + """
                        join presence p using (charge_point_key)
                        where c.state = 'Accepted' and p.connected and p.security_profile = 3
                          and p.since >= c.changed_at
                        limit 50
                        """);
    }

    /** Those whose validity is over and that nobody said so of. */
    List<Row> over(Instant now) {
        return rows(
                ROW
                        + """
                        where c.state in ('Signed', 'Sent', 'Accepted', 'Rejected', 'Undelivered',
                                          'InUse')
                          and c.not_after < ? limit 50
                        """,
                now.atOffset(UTC));
    }

    /** The newest held by connected charge points in security profile 3, if it ends soon. */
    List<Row> ending(Instant before) {
        return rows(
                ROW
                        + """
                        join charge_point cp using (charge_point_key)
                        join presence p using (charge_point_key)
                        where c.state in ('Accepted', 'InUse') and c.not_after < ?
                          and cp.security_profile = 3 and cp.retired_at is null and p.connected
                          and cp.registration = 'Accepted'
                          and not exists (select 1 from charge_point_certificate n
                                          where n.charge_point_key = c.charge_point_key
                                            and n.state in ('Accepted', 'InUse', 'Requested',
                                                            'Signing', 'Signed', 'Sent')
                                            and n.requested_at > c.requested_at)
                        limit 50
                        """,
                before.atOffset(UTC));
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
