package io.mainspring.chargepoint.certificate;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.ocpp.v16.type.CertificateHashData;
import io.mainspring.ocpp.v16.type.CertificateUse;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which root certificates charge points hold, as last known, and which of ours they are. */
@Component
class RootCertificates {

    private final JdbcClient sql;
    private final SigningAuthority authority;

    RootCertificates(JdbcClient sql, SigningAuthority authority) {
        this.sql = sql;
        this.authority = authority;
    }

    /**
     * What is known of one kind.
     *
     * @param reportedAt when the charge point was last asked and told; null: never
     */
    record KindView(
            CertificateUse certificateType,
            @Nullable Instant reportedAt,
            List<RootView> certificates) {}

    /**
     * A root certificate at a charge point.
     *
     * @param certificateHashData as the charge point told it, or, if it never did, by SHA-256: what
     *     DeleteCertificate takes
     * @param subject whose it is; null: none that is known here
     * @param source GetInstalledCertificateIds or InstallCertificate
     */
    record RootView(
            CertificateHashData certificateHashData,
            @Nullable String subject,
            String source,
            Instant knownAt) {}

    /** All kinds, also those of which nothing is known. */
    List<KindView> of(String chargePointId) {
        var roots = known(ChargePointId.keyOf(chargePointId));
        return Arrays.stream(CertificateUse.values())
                .map(type -> kind(ChargePointId.keyOf(chargePointId), type, roots))
                .toList();
    }

    private KindView kind(String key, CertificateUse type, List<X509Certificate> roots) {
        var reportedAt =
                sql.sql(
                                """
                                select reported_at from root_certificate_report
                                where charge_point_key = ? and type = ?
                                """)
                        .params(key, type.wireName())
                        .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                        .optional()
                        .orElse(null);
        var certificates =
                sql.sql(
                                """
                                select hash_algorithm, issuer_name_hash, issuer_key_hash,
                                       serial_number, source, known_at
                                from root_certificate where charge_point_key = ? and type = ?
                                order by known_at, serial_number
                                """)
                        .params(key, type.wireName())
                        .query((row, _) -> {
                            var hashes =
                                    new CertificateHashData(
                                            RootHashes.algorithm(row.getString(1)),
                                            row.getString(2),
                                            row.getString(3),
                                            row.getString(4));
                            return new RootView(
                                    hashes,
                                    subject(hashes, roots),
                                    row.getString(5),
                                    row.getObject(6, OffsetDateTime.class).toInstant());
                        })
                        .list();
        return new KindView(type, reportedAt, certificates);
    }

    /** The authority's, and what was installed anywhere by us that could be one of its. */
    private List<X509Certificate> known(String key) {
        var roots = new ArrayList<>(authority.trustAnchors());
        sql.sql(
                        """
                        select distinct certificate from root_certificate
                        where certificate is not null
                          and ltrim(lower(serial_number), '0') in (
                              select ltrim(lower(serial_number), '0') from root_certificate
                              where charge_point_key = ?)
                        limit 200
                        """)
                .param(key)
                .query(String.class)
                .list()
                .forEach(pem -> {
                    try {
                        roots.addAll(Pem.certificates(pem));
                    } catch (CertificateException e) {
                        throw new IllegalStateException("only readable ones are kept", e);
                    }
                });
        return roots;
    }

    private static @Nullable String subject(
            CertificateHashData hashes, List<X509Certificate> roots) {
        return roots.stream()
                .filter(root -> RootHashes.names(hashes, root))
                .map(root -> root.getSubjectX500Principal().getName())
                .findFirst()
                .orElse(null);
    }
}
