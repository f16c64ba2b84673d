package io.mainspring.firmware.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges a signing certificate and a signature over the SHA-256 of firmware (whitepaper L01; keys of
 * A00.FR.501 and 502). RSA signatures may be PKCS#1 v1.5 or PSS: charge points know both.
 */
final class SignatureCheck {

    private static final int SHORTEST_RSA = 2048;
    private static final int SHORTEST_EC = 224;
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

    private final List<String> trusted;
    private final Instant now;

    /**
     * @param trusted PEM certificates of issuers; empty: any
     */
    SignatureCheck(List<String> trusted, Instant now) {
        this.trusted = List.copyOf(trusted);
        this.now = now;
    }

    /** Whether a signature is one over some firmware. */
    @FunctionalInterface
    interface Proof {
        boolean holds(PublicKey key, byte[] signature) throws IOException;
    }

    /**
     * All that is wrong; empty if nothing is.
     *
     * @param certificate PEM
     * @param signature Base64
     * @param over the firmware; null if it is not here
     */
    List<Finding> look(String certificate, String signature, @Nullable Proof over)
            throws IOException {
        var findings = new ArrayList<Finding>();
        var signer = certificate(certificate, findings);
        var proof = base64(signature, findings);
        if (signer != null) {
            lookAt(signer, findings);
            if (proof != null && over != null && !over.holds(signer.getPublicKey(), proof)) {
                findings.add(
                        new Finding(
                                "signature",
                                "is not a signature over this image with the certificate's key"));
            }
        }
        return findings;
    }

    private void lookAt(X509Certificate signer, List<Finding> findings) {
        try {
            signer.checkValidity(Date.from(now));
        } catch (CertificateExpiredException e) {
            findings.add(certificate("has expired on " + signer.getNotAfter().toInstant()));
        } catch (CertificateNotYetValidException e) {
            findings.add(certificate("is not valid before " + signer.getNotBefore().toInstant()));
        }
        boolean tooShort =
                switch (signer.getPublicKey()) {
                    case RSAPublicKey rsa -> rsa.getModulus().bitLength() < SHORTEST_RSA;
                    case ECPublicKey ec -> ec.getParams().getOrder().bitLength() < SHORTEST_EC;
                    default -> true; // neither RSA nor EC: the whitepaper knows no other
                };
        if (tooShort) {
            findings.add(certificate("its key must be RSA of 2048 bits or EC of 224, at least"));
        }
        if (!trusted.isEmpty() && !isTrusted(signer)) {
            findings.add(certificate("is not issued by anybody who is trusted"));
        }
    }

    private boolean isTrusted(X509Certificate signer) {
        for (var pem : trusted) {
            try {
                var issuer = parse(pem);
                issuer.checkValidity(Date.from(now));
                if (issuer.equals(signer)) {
                    return true;
                }
                if (issuer.getBasicConstraints() >= 0) {
                    signer.verify(issuer.getPublicKey());
                    return true;
                }
            } catch (GeneralSecurityException e) {
                // not this one: the next may be
            }
        }
        return false;
    }

    /** The stream is read once, for all algorithms that the key allows. */
    static boolean verifies(PublicKey key, byte[] proof, InputStream bytes) throws IOException {
        try {
            var candidates = candidates(key);
            var buffer = new byte[1 << 16];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                for (var candidate : candidates) {
                    candidate.update(buffer, 0, read);
                }
            }
            for (var candidate : candidates) {
                if (holds(candidate, proof)) {
                    return true;
                }
            }
            return false;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static List<Signature> candidates(PublicKey key) throws GeneralSecurityException {
        var candidates = new ArrayList<Signature>();
        if (key instanceof RSAPublicKey) {
            candidates.add(Signature.getInstance("SHA256withRSA"));
            var pss = Signature.getInstance("RSASSA-PSS");
            pss.setParameter(PSS);
            candidates.add(pss);
        } else {
            candidates.add(Signature.getInstance("SHA256withECDSA"));
        }
        for (var candidate : candidates) {
            candidate.initVerify(key);
        }
        return candidates;
    }

    private static boolean holds(Signature candidate, byte[] proof) {
        try {
            return candidate.verify(proof);
        } catch (GeneralSecurityException e) {
            return false; // of another algorithm or length
        }
    }

    private static @Nullable X509Certificate certificate(String pem, List<Finding> findings) {
        try {
            return parse(pem);
        } catch (CertificateException e) {
            findings.add(certificate("is no X.509 certificate in PEM"));
            return null;
        }
    }

    private static X509Certificate parse(String pem) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
    }

    private static byte @Nullable [] base64(String signature, List<Finding> findings) {
        try {
            return Base64.getDecoder().decode(signature.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            findings.add(new Finding("signature", "is not Base64"));
            return null;
        }
    }

    private static Finding certificate(String reason) {
        return new Finding("signingCertificate", reason);
    }
}
