package io.mainspring.gateway;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.jcajce.JcaBasicOCSPRespBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/** Makes the certificates of a test, good ones and bad ones. */
@SuppressWarnings("JavaUtilDate") // Bouncy Castle's
final class TestAuthority {

    /** A certificate with its key; the issuer's is not in it. */
    record Issued(X509Certificate certificate, PrivateKey key) {

        String pem() {
            return TestAuthority.pem(certificate);
        }

        void write(Path certificateFile, Path keyFile) {
            TestAuthority.write(certificateFile, pem());
            TestAuthority.write(keyFile, TestAuthority.pem(pkcs8()));
        }

        private Object pkcs8() {
            try {
                return new JcaPKCS8Generator(key, null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Random serialNumbers = new Random(7);
    private final X500Name name;
    private final KeyPair keys;
    private final X509Certificate certificate;
    private final @Nullable URI responder;

    TestAuthority(String commonName) {
        this(commonName, null);
    }

    /** One that says in each certificate where to ask whether it was revoked. */
    TestAuthority(String commonName, @Nullable URI responder) {
        this.responder = responder;
        name = new X500Name("O=Volta,CN=" + commonName);
        keys = generate("EC", 256);
        certificate =
                sign(
                        name,
                        name,
                        keys,
                        keys.getPrivate(),
                        Instant.now().plus(Duration.ofDays(1)),
                        true);
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** For localhost, with the key algorithm RSA or EC. */
    Issued server(String algorithm) {
        return issue("O=Volta,CN=localhost", algorithm, Duration.ofDays(1));
    }

    /** For a charge point of ours. */
    Issued client(String commonName) {
        return issue("O=Volta,CN=" + commonName, "EC", Duration.ofDays(1));
    }

    /** Any, valid from two days ago to so long from now. */
    Issued issue(String subject, String algorithm, Duration validity) {
        var own = generate(algorithm, algorithm.equals("RSA") ? 2_048 : 256);
        return new Issued(
                sign(
                        name,
                        new X500Name(subject),
                        own,
                        keys.getPrivate(),
                        Instant.now().plus(validity),
                        false),
                own.getPrivate());
    }

    /** One that nobody vouches for. */
    static Issued selfSigned(String subject) {
        var self = new X500Name(subject);
        var own = generate("EC", 256);
        return new Issued(
                new TestAuthority("Nobody")
                        .sign(
                                self,
                                self,
                                own,
                                own.getPrivate(),
                                Instant.now().plus(Duration.ofDays(1)),
                                false),
                own.getPrivate());
    }

    /** A list with these certificates in it, PEM. */
    String revocationList(List<X509Certificate> revoked) {
        return revocationList(revoked, Duration.ofDays(1));
    }

    /** The same, in force from two days ago to so long from now. */
    String revocationList(List<X509Certificate> revoked, Duration validity) {
        try {
            var now = Instant.now();
            var builder =
                    new JcaX509v2CRLBuilder(
                            certificate.getSubjectX500Principal(),
                            Date.from(now.minus(Duration.ofDays(2))));
            builder.setNextUpdate(Date.from(now.plus(validity)));
            for (var each : revoked) {
                builder.addCRLEntry(
                        each.getSerialNumber(), Date.from(now), CRLReason.keyCompromise);
            }
            return pem(new JcaX509CRLConverter().getCRL(builder.build(signer(keys.getPrivate()))));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** What its responder answers. */
    byte[] ocspAnswer(byte[] request, Set<BigInteger> revoked) {
        try {
            var now = Instant.now();
            var digests = new JcaDigestCalculatorProviderBuilder().build();
            var answer =
                    new JcaBasicOCSPRespBuilder(keys.getPublic(), digests.get(RespID.HASH_SHA1));
            for (var question : new OCSPReq(request).getRequestList()) {
                var id = question.getCertID();
                answer.addResponse(
                        id,
                        revoked.contains(id.getSerialNumber())
                                ? new RevokedStatus(Date.from(now), CRLReason.keyCompromise)
                                : CertificateStatus.GOOD,
                        Date.from(now.minus(Duration.ofMinutes(1))),
                        Date.from(now.plus(Duration.ofHours(1))));
            }
            return new OCSPRespBuilder()
                    .build(
                            OCSPRespBuilder.SUCCESSFUL,
                            answer.build(signer(keys.getPrivate()), null, Date.from(now)))
                    .getEncoded();
        } catch (IOException | OCSPException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    private X509Certificate sign(
            X500Name issuer,
            X500Name subject,
            KeyPair own,
            PrivateKey by,
            Instant notAfter,
            boolean authority) {
        try {
            var builder =
                    new JcaX509v3CertificateBuilder(
                            issuer,
                            new BigInteger(64, serialNumbers),
                            Date.from(Instant.now().minus(Duration.ofDays(2))),
                            Date.from(notAfter),
                            subject,
                            own.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (!authority) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
            }
            if (responder != null && !authority) {
                builder.addExtension(
                        Extension.authorityInfoAccess,
                        false,
                        new AuthorityInformationAccess(
                                AccessDescription.id_ad_ocsp,
                                new GeneralName(
                                        GeneralName.uniformResourceIdentifier,
                                        responder.toString())));
            }
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(by)));
        } catch (GeneralSecurityException | CertIOException e) {
            throw new AssertionError(e);
        }
    }

    private static ContentSigner signer(PrivateKey key) {
        try {
            return new JcaContentSignerBuilder("SHA256withECDSA").build(key);
        } catch (OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair generate(String algorithm, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String pem(Object object) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Whole or not at all, as those do who replace certificates of a running server. */
    static void write(Path file, String text) {
        try {
            var fresh = Files.createTempFile(file.getParent(), "new", null);
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
