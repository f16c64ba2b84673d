package io.mainspring.chargepoint.certificate;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates: X.509 version 3, random serial numbers, one organization. */
final class CertificateMaker {

    private static final Duration LIFE_OF_AN_AUTHORITY = Duration.ofDays(20 * 365);

    /** A charge point's clock may be slow, and one without a battery begins in the past. */
    private static final Duration SLOW_CLOCKS = Duration.ofHours(1);

    private static final int SERIAL_NUMBER_BITS = 120;
    private static final Pattern IP_ADDRESS =
            Pattern.compile("[0-9.]+|[0-9a-fA-F]*:[0-9a-fA-F:.]*");

    private final String organization;
    private final Clock clock;
    private final RandomGenerator random;

    CertificateMaker(String organization, Clock clock, RandomGenerator random) {
        this.organization = organization;
        this.clock = clock;
        this.random = random;
    }

    /** A new root. */
    AuthorityDirectory.Identity authority(KeyAlgorithm algorithm) {
        var keys = algorithm.generate();
        var now = clock.instant();
        var name = subject(organization + " Charge Point CA");
        var builder = builder(name, keys.getPublic(), now, now.plus(LIFE_OF_AN_AUTHORITY), name);
        try {
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    extensions.createSubjectKeyIdentifier(keys.getPublic()));
            return new AuthorityDirectory.Identity(
                    keys.getPrivate(), certificate(builder, keys.getPrivate()));
        } catch (CertIOException | GeneralSecurityException e) {
            throw new IllegalStateException("certificate not made", e);
        }
    }

    /**
     * Signs.
     *
     * @param names host names and IP addresses, perhaps none
     */
    X509Certificate issue(
            AuthorityDirectory.Identity issuer,
            PublicKey key,
            String commonName,
            List<String> names,
            Duration validity,
            KeyPurposeId purpose) {
        var now = clock.instant();
        var ownEnd = issuer.certificate().getNotAfter().toInstant();
        var end = now.plus(validity);
        var builder =
                builder(
                        X500Name.getInstance(
                                issuer.certificate().getSubjectX500Principal().getEncoded()),
                        key,
                        now,
                        end.isAfter(ownEnd) ? ownEnd : end,
                        subject(commonName));
        try {
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(
                            key.getAlgorithm().equals("RSA")
                                    ? KeyUsage.digitalSignature | KeyUsage.keyEncipherment
                                    : KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    extensions.createSubjectKeyIdentifier(key));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions.createAuthorityKeyIdentifier(issuer.certificate().getPublicKey()));
            if (!names.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(
                                names.stream()
                                        .map(CertificateMaker::alternative)
                                        .toArray(GeneralName[]::new)));
            }
            return certificate(builder, issuer.key());
        } catch (CertIOException | GeneralSecurityException e) {
            throw new IllegalStateException("certificate not made", e);
        }
    }

    static ContentSigner signer(PrivateKey key) throws OperatorCreationException {
        var algorithm =
                key.getAlgorithm().equals("RSA")
                        ? KeyAlgorithm.RSA_2048.signature()
                        : KeyAlgorithm.EC_P256.signature();
        return new JcaContentSignerBuilder(algorithm).build(key);
    }

    private X509v3CertificateBuilder builder(
            X500Name issuer, PublicKey key, Instant now, Instant end, X500Name subject) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                serialNumber(),
                Date.from(now.minus(SLOW_CLOCKS)),
                Date.from(end),
                subject,
                key);
    }

    private BigInteger serialNumber() {
        var bytes = new byte[SERIAL_NUMBER_BITS / Byte.SIZE];
        random.nextBytes(bytes);
        return new BigInteger(1, bytes).setBit(SERIAL_NUMBER_BITS - 1);
    }

    private X500Name subject(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, new DERUTF8String(organization))
                .addRDN(BCStyle.CN, new DERUTF8String(commonName)) // a string would be unescaped
                .build();
    }

    private static GeneralName alternative(String name) {
        return new GeneralName(
                IP_ADDRESS.matcher(name).matches() ? GeneralName.iPAddress : GeneralName.dNSName,
                name);
    }

    private static X509Certificate certificate(X509v3CertificateBuilder builder, PrivateKey by)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(by)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("the authority's key does not sign", e);
        }
    }
}
