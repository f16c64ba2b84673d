package io.mainspring.chargepoint.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;

/** The authority's list of revoked certificates: the file is all there is of it. */
final class RevocationList {

    /** Who checks certificates may refuse everything when the list is older than it says. */
    private static final Duration NEXT_UPDATE = Duration.ofDays(7);

    private final AuthorityDirectory directory;
    private final AuthorityDirectory.Identity identity;
    private final Clock clock;

    RevocationList(
            AuthorityDirectory directory, AuthorityDirectory.Identity identity, Clock clock) {
        this.directory = directory;
        this.identity = identity;
        this.clock = clock;
    }

    void add(BigInteger serialNumber) throws IOException {
        directory.alone(() -> write(serialNumber));
    }

    /** The same list, valid from now. */
    void rewrite() throws IOException {
        directory.alone(() -> write(null));
    }

    private X509CRL write(@Nullable BigInteger added) throws IOException {
        var now = clock.instant();
        var before = read();
        var builder =
                new JcaX509v2CRLBuilder(
                        identity.certificate().getSubjectX500Principal(), Date.from(now));
        builder.setNextUpdate(Date.from(now.plus(NEXT_UPDATE)));
        boolean isNews = added != null;
        if (before.isPresent() && before.get().getRevokedCertificates() != null) {
            for (var entry : before.get().getRevokedCertificates()) {
                isNews &= !entry.getSerialNumber().equals(added);
                builder.addCRLEntry(
                        entry.getSerialNumber(), entry.getRevocationDate(), CRLReason.unspecified);
            }
        }
        if (added != null && isNews) {
            builder.addCRLEntry(added, Date.from(now), CRLReason.unspecified);
        }
        try {
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils()
                            .createAuthorityKeyIdentifier(identity.certificate().getPublicKey()));
            builder.addExtension(
                    Extension.cRLNumber,
                    false,
                    new CRLNumber(BigInteger.valueOf(now.toEpochMilli())));
            var list =
                    new JcaX509CRLConverter()
                            .getCRL(builder.build(CertificateMaker.signer(identity.key())));
            AuthorityDirectory.write(directory.revocationListFile(), Pem.of(list), false);
            return list;
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("revocation list not made", e);
        }
    }

    Optional<X509CRL> read() throws IOException {
        var file = directory.revocationListFile();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    (X509CRL)
                            CertificateFactory.getInstance("X.509")
                                    .generateCRL(
                                            new ByteArrayInputStream(Files.readAllBytes(file))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(file + " is no revocation list", e);
        }
    }
}
