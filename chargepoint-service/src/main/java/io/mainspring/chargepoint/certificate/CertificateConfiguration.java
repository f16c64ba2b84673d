package io.mainspring.chargepoint.certificate;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who signs: a production authority if there is one, else the embedded one if it is enabled. */
@Configuration(proxyBeanMethods = false)
class CertificateConfiguration {

    @Bean
    SigningAuthority signingAuthority(
            ObjectProvider<CertificateAuthority> production,
            CertificateProperties settings,
            Clock clock) {
        var given = production.getIfAvailable();
        return new SigningAuthority(
                given == null && settings.enabled()
                        ? EmbeddedCertificateAuthority.openOrCreate(
                                settings.directory(), settings.embedded(), clock)
                        : given);
    }

    @Bean
    RequestPolicy requestPolicy(CertificateProperties settings) {
        return new RequestPolicy(settings);
    }
}
