package io.mainspring.chargepoint.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Certificate requests as charge points make them. */
final class Csr {

    private Csr() {}

    static KeyPair rsa(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Also of curves that Java itself has lost. */
    static KeyPair ec(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String of(KeyPair keys, String subject) {
        return of(
                keys.getPublic(),
                keys,
                subject,
                keys.getPrivate().getAlgorithm().equals("RSA")
                        ? "SHA256withRSA"
                        : "SHA256withECDSA");
    }

    /** Signed by a key that may be another. */
    static String of(PublicKey key, KeyPair signedBy, String subject, String algorithm) {
        try {
            var request =
                    new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), key)
                            .build(
                                    new JcaContentSignerBuilder(algorithm)
                                            .setProvider(new BouncyCastleProvider())
                                            .build(signedBy.getPrivate()));
            return Pem.write("CERTIFICATE REQUEST", request.getEncoded());
        } catch (OperatorCreationException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
