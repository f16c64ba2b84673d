package io.mainspring.chargepoint.certificate;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who signs: a production authority if there is one, else the embedded one if it is enabled. */
@Configuration(proxyBeanMethods = false)
class CertificateConfiguration {

    @Bean
    SigningAuthority signingAuthority(
            ObjectProvider<CertificateAuthority> production,
            CertificateProperties settings,
            JdbcClient sql,
            MeterRegistry meters,
            Clock clock) {
        var given = production.getIfAvailable();
        return new SigningAuthority(
                given == null && settings.enabled() ? embedded(settings, sql, clock) : given,
                settings.serverRoot() == null ? null : root(settings.serverRoot()),
                meters,
                clock);
    }

    /**
     * A replica with a directory of its own, or one that has lost it, would sign what no gateway
     * trusts.
     */
    private static EmbeddedCertificateAuthority embedded(
            CertificateProperties settings, JdbcClient sql, Clock clock) {
        var authority =
                EmbeddedCertificateAuthority.openOrCreate(
                        settings.directory(), settings.embedded(), clock);
        var certificate = Pem.of(authority.trustAnchors().getFirst());
        sql.sql("insert into certificate_authority (certificate) values (?) on conflict do nothing")
                .param(certificate)
                .update();
        if (!sql.sql("select certificate from certificate_authority")
                .query(String.class)
                .single()
                .equals(certificate)) {
            throw new IllegalStateException(
                    "the certificate authority in "
                            + settings.directory().toAbsolutePath()
                            + " is not the one that this service had so far: share or restore its"
                            + " directory. To go over to this one, delete the row of the table"
                            + " certificate_authority");
        }
        return authority;
    }

    private static X509Certificate root(Path file) {
        try {
            return Pem.certificates(Files.readString(file)).getFirst();
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException(
                    "mainspring.chargepoint.certificates.server-root: " + file + " is not readable",
                    e);
        }
    }

    @Bean
    RequestPolicy requestPolicy(CertificateProperties settings) {
        return new RequestPolicy(settings);
    }
}
