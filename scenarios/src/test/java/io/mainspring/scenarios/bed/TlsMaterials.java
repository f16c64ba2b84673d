package io.mainspring.scenarios.bed;

import io.mainspring.chargepoint.certificate.EmbeddedCertificateAuthority;
import io.mainspring.chargepoint.certificate.KeyAlgorithm;
import io.mainspring.simulator.wire.ClientTls;
import io.mainspring.standalone.Platform;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Keys and certificates for charge points that speak TLS with the platform: good ones and bad ones. */
@SuppressWarnings("JavaUtilDate") // Bouncy Castle's
public final class TlsMaterials {

    /** The operator's name in the certificates of the standalone. */
    public static final String ORGANIZATION = "Mainspring";

    private static final Duration A_DAY = Duration.ofDays(1);

    private final Platform platform;

    TlsMaterials(Platform platform) {
        this.platform = platform;
    }

    /** The platform's own authority, as its services have it. */
    public EmbeddedCertificateAuthority authority() {
        return authority(platform.authorityDirectory(), ORGANIZATION, Clock.systemUTC());
    }

    /** Another authority with that organization in what it issues; its clock may go wrong. */
    public EmbeddedCertificateAuthority authority(
            Path directory, String organization, Clock clock) {
        return EmbeddedCertificateAuthority.openOrCreate(
                directory,
                new EmbeddedCertificateAuthority.Settings(
                        organization, KeyAlgorithm.RSA_2048, A_DAY, null),
                clock);
    }

    /** Trusts the platform, shows nothing of itself: security profile 2. */
    public ClientTls trusting() {
        return ClientTls.trusting(platform.authorityFile());
    }

    /** Trusts the platform, and shows a certificate of its authority for that name: profile 3. */
    public ClientTls certified(String commonName) {
        return certifiedBy(authority(), commonName);
    }

    /** Trusts the platform, and shows a certificate of any authority. */
    public ClientTls certifiedBy(EmbeddedCertificateAuthority issuer, String commonName) {
        var keys = KeyAlgorithm.EC_P256.generate();
        return trusting()
                .withCertificate(
                        keys.getPrivate(),
                        issuer.issueClientCertificate(keys.getPublic(), commonName, A_DAY));
    }

    /** Trusts the platform, and shows a certificate that nobody but itself vouches for. */
    public ClientTls selfSigned(String commonName) {
        var keys = KeyAlgorithm.EC_P256.generate();
        var name = new X500Name("O=" + ORGANIZATION + ",CN=" + commonName);
        var now = Instant.now();
        try {
            var certificate =
                    new JcaX509v3CertificateBuilder(
                                    name,
                                    BigInteger.TEN,
                                    Date.from(now.minus(A_DAY)),
                                    Date.from(now.plus(A_DAY)),
                                    name,
                                    keys.getPublic())
                            .build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(keys.getPrivate()));
            return trusting()
                    .withCertificate(
                            keys.getPrivate(),
                            List.of(new JcaX509CertificateConverter().getCertificate(certificate)));
        } catch (OperatorCreationException | CertificateException e) {
            throw new AssertionError(e);
        }
    }
}
