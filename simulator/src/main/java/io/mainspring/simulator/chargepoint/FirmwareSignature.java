package io.mainspring.simulator.chargepoint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Locale;

/** The proof of a firmware's origin, as the security whitepaper has it: SHA-256 with RSA-PSS or ECDSA. */
final class FirmwareSignature {

    private static final int SALT = 32;

    private final Signature check;
    private final byte[] signature;

    private FirmwareSignature(Signature check, byte[] signature) {
        this.check = check;
        this.signature = signature;
    }

    /** What a charge point thinks of a signing certificate. */
    enum Standing {
        VALID,
        INVALID,
        REVOKED
    }

    /**
     * Judges a certificate. There is no list of revoked ones in here: it is the one with "revoked" in its subject, so
     * that both refusals can be tried.
     */
    static Standing standing(String pem, Instant now) {
        try {
            var certificate = certificate(pem);
            certificate.checkValidity(Date.from(now));
            var subject = certificate.getSubjectX500Principal().getName();
            return subject.toLowerCase(Locale.ROOT).contains("revoked")
                    ? Standing.REVOKED
                    : Standing.VALID;
        } catch (CertificateException e) {
            return Standing.INVALID;
        }
    }

    /**
     * Begins to check the bytes that follow.
     *
     * @throws GeneralSecurityException if such a certificate can sign nothing
     * @throws IllegalArgumentException if the signature is not Base64
     */
    static FirmwareSignature begin(String pem, String base64) throws GeneralSecurityException {
        var key = certificate(pem).getPublicKey();
        Signature check;
        if (key.getAlgorithm().equals("EC")) {
            check = Signature.getInstance("SHA256withECDSA");
        } else {
            check = Signature.getInstance("RSASSA-PSS");
            check.setParameter(
                    new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, SALT, 1));
        }
        check.initVerify(key);
        return new FirmwareSignature(check, Base64.getMimeDecoder().decode(base64));
    }

    void take(byte[] bytes, int length) throws SignatureException {
        check.update(bytes, 0, length);
    }

    boolean fits() {
        try {
            return check.verify(signature);
        } catch (SignatureException e) {
            return false; // not even of the right form
        }
    }

    private static X509Certificate certificate(String pem) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
    }
}
