package io.mainspring.firmware.signing;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is done about firmware whose signature or certificate does not hold.
 *
 * @param check {@code refuse}: it is not sent, unless forced; {@code warn}: it is sent and the job
 *     says what is wrong; {@code off}
 * @param trustedCertificates PEM texts of those who issue signing certificates; empty: any issuer
 */
@ConfigurationProperties("mainspring.firmware.signing")
record SigningSettings(
        @DefaultValue("refuse") Check check, @DefaultValue List<String> trustedCertificates) {

    SigningSettings {
        trustedCertificates = List.copyOf(trustedCertificates);
    }

    enum Check {
        REFUSE,
        WARN,
        OFF
    }
}
