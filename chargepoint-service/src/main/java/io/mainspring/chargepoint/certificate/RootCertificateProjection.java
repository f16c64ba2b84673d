package io.mainspring.chargepoint.certificate;

import static java.time.ZoneOffset.UTC;

import io.mainspring.kit.eventsourcing.Projection;
import io.mainspring.kit.eventsourcing.StoredEvent;
import io.mainspring.ocpp.v16.type.CertificateHashData;
import io.mainspring.ocpp.v16.type.HashAlgorithm;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which root certificates each charge point holds: what it told, replaced by what it tells next,
 * and changed by what it accepts in between.
 */
@Component
class RootCertificateProjection implements Projection {

    private final JdbcClient sql;

    RootCertificateProjection(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public Set<Class<?>> wants() {
        return Set.of(
                CertificateEvent.RootsReported.class,
                CertificateEvent.RootInstalled.class,
                CertificateEvent.RootDeleted.class);
    }

    @Override
    public String name() {
        return "root-certificates";
    }

    @Override
    public List<String> tables() {
        return List.of("root_certificate", "root_certificate_report");
    }

    @Override
    public void handle(List<StoredEvent> batch) {
        for (var stored : batch) {
            switch (stored.payload()) {
                case CertificateEvent.RootsReported e -> report(e);
                case CertificateEvent.RootInstalled e -> install(e);
                case CertificateEvent.RootDeleted e -> delete(e);
                default -> {} // its own certificate
            }
        }
    }

    private void report(CertificateEvent.RootsReported e) {
        var type = e.type().wireName();
        var known =
                sql.sql(
                                """
                                select distinct certificate from root_certificate
                                where charge_point_key = ? and type = ? and certificate is not null
                                """)
                        .params(e.id().key(), type)
                        .query(String.class)
                        .list();
        sql.sql("delete from root_certificate where charge_point_key = ? and type = ?")
                .params(e.id().key(), type)
                .update();
        for (var reported : e.certificates()) {
            var pem =
                    known.stream()
                            .filter(text ->
                                    root(text)
                                            .filter(root -> RootHashes.names(reported, root))
                                            .isPresent())
                            .findFirst()
                            .orElse(null);
            insert(e, type, reported, pem, "GetInstalledCertificateIds", e.at());
        }
        sql.sql(
                        """
                        insert into root_certificate_report (charge_point_key, type, reported_at)
                        values (?, ?, ?)
                        on conflict (charge_point_key, type) do update
                        set reported_at = excluded.reported_at
                        """)
                .params(e.id().key(), type, e.at().atOffset(UTC))
                .update();
    }

    /** Under which hashes the charge point will name it is not known yet. */
    private void install(CertificateEvent.RootInstalled e) {
        root(e.certificate())
                .ifPresent(root ->
                        insert(
                                e,
                                e.type().wireName(),
                                RootHashes.of(root, HashAlgorithm.SHA256),
                                e.certificate(),
                                "InstallCertificate",
                                e.at()));
    }

    private record Held(String type, CertificateHashData hashes, @Nullable String certificate) {

        boolean is(CertificateHashData named) {
            return RootHashes.same(named, hashes)
                    || (certificate != null
                            && root(certificate)
                                    .filter(root -> RootHashes.names(named, root))
                                    .isPresent());
        }
    }

    private void delete(CertificateEvent.RootDeleted e) {
        var held =
                sql.sql(
                                """
                                select type, hash_algorithm, issuer_name_hash, issuer_key_hash,
                                       serial_number, certificate
                                from root_certificate where charge_point_key = ?
                                """)
                        .param(e.id().key())
                        .query((row, _) ->
                                new Held(
                                        row.getString(1),
                                        new CertificateHashData(
                                                RootHashes.algorithm(row.getString(2)),
                                                row.getString(3),
                                                row.getString(4),
                                                row.getString(5)),
                                        row.getString(6)))
                        .list();
        for (var one : held) {
            if (one.is(e.certificate())) {
                sql.sql(
                                """
                                delete from root_certificate
                                where charge_point_key = ? and type = ? and hash_algorithm = ?
                                  and issuer_name_hash = ? and issuer_key_hash = ?
                                  and serial_number = ?
                                """)
                        .params(
                                e.id().key(),
                                one.type(),
                                one.hashes().hashAlgorithm().wireName(),
                                one.hashes().issuerNameHash(),
                                one.hashes().issuerKeyHash(),
                                one.hashes().serialNumber())
                        .update();
            }
        }
    }

    private void insert(
            CertificateEvent e,
            String type,
            CertificateHashData hashes,
            @Nullable String certificate,
            String source,
            Instant at) {
        sql.sql(
                        """
                        insert into root_certificate (charge_point_key, type, hash_algorithm,
                            issuer_name_hash, issuer_key_hash, serial_number, certificate, source,
                            known_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (charge_point_key, type, hash_algorithm, issuer_name_hash,
                                     issuer_key_hash, serial_number) do update
                        set certificate = coalesce(excluded.certificate,
                                                   root_certificate.certificate)
                        """)
                .param(e.id().key())
                .param(type)
                .param(hashes.hashAlgorithm().wireName())
                .param(hashes.issuerNameHash())
                .param(hashes.issuerKeyHash())
                .param(hashes.serialNumber())
                .param(certificate)
                .param(source)
                .param(at.atOffset(UTC))
                .update();
    }

    private static Optional<X509Certificate> root(String pem) {
        try {
            return Optional.of(Pem.certificates(pem).getFirst());
        } catch (CertificateException e) {
            return Optional.empty(); // sent as it was; only its receiver found sense in it
        }
    }
}
