package io.mainspring.chargepoint.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/**
 * A kind of key, and with which algorithm it signs. RSA signs by PKCS#1 v1.5: charge points and the
 * certification tool know no PSS.
 */
public enum KeyAlgorithm {
    RSA_2048("RSA", 2048, "SHA256withRSA"),
    RSA_3072("RSA", 3072, "SHA256withRSA"),
    EC_P256("EC", 256, "SHA256withECDSA");

    private final String family;
    private final int bits;
    private final String signature;

    KeyAlgorithm(String family, int bits, String signature) {
        this.family = family;
        this.bits = bits;
        this.signature = signature;
    }

    String signature() {
        return signature;
    }

    /** A new pair. */
    public KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance(family);
            if (family.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java makes " + this + " keys", e);
        }
    }
}
