package io.mainspring.chargepoint.certificate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the certificates of charge points are signed.
 *
 * @param enabled true: the embedded authority signs, if no bean is a {@link CertificateAuthority}
 * @param directory of the embedded authority, which every replica shares
 * @param password of the embedded authority's key; left out: a PEM file for its owner only
 * @param organization the CPO's name: O of every subject
 * @param algorithm of the embedded authority's key when it is made
 * @param validity of what the embedded authority issues
 * @param checkSubject true: a request must name the charge point (CN) and the organization (O)
 * @param keyAlgorithms the kinds of keys in requests: RSA, EC
 * @param minimumRsaBits the smallest RSA key, at least 2048
 * @param minimumEcBits the smallest EC key, at least 224
 * @param signUnproven true: who comes in security profile 0 need not be asked for a request
 * @param serverRoot PEM file with the root of the gateways' server certificates; left out: the
 *     authority's
 * @param signingTimeout how long the authority may take; what it signs later is sent all the same
 * @param deliveryTimeout how long a certificate waits for an absent charge point
 * @param renewBefore so long before the end the charge point is asked to have a new one signed;
 *     zero: never
 */
@ConfigurationProperties("mainspring.chargepoint.certificates")
record CertificateProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("certificates") Path directory,
        @Nullable String password,
        @DefaultValue("Mainspring") String organization,
        @DefaultValue("RSA_3072") KeyAlgorithm algorithm,
        @DefaultValue("365d") Duration validity,
        @DefaultValue("false") boolean checkSubject,
        @DefaultValue({"RSA", "EC"}) Set<String> keyAlgorithms,
        @DefaultValue("2048") int minimumRsaBits,
        @DefaultValue("224") int minimumEcBits,
        @DefaultValue("false") boolean signUnproven,
        @Nullable Path serverRoot,
        @DefaultValue("60s") Duration signingTimeout,
        @DefaultValue("24h") Duration deliveryTimeout,
        @DefaultValue("0s") Duration renewBefore) {

    CertificateProperties {
        if (minimumRsaBits < 2048 || minimumEcBits < 224) {
            throw new IllegalArgumentException(
                    "mainspring.chargepoint.certificates: keys have at least 2048 (RSA) and 224"
                            + " (EC) bits");
        }
        keyAlgorithms = Set.copyOf(keyAlgorithms);
        password = password == null || password.isEmpty() ? null : password;
    }

    EmbeddedCertificateAuthority.Settings embedded() {
        return new EmbeddedCertificateAuthority.Settings(
                organization, algorithm, validity, password);
    }
}
