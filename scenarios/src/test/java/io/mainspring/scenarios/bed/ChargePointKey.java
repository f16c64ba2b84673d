package io.mainspring.scenarios.bed;

import io.mainspring.chargepoint.certificate.Pem;
import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A charge point's own RSA key, and what it asks for with it. */
public record ChargePointKey(KeyPair keys) {

    public static ChargePointKey rsa(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return new ChargePointKey(generator.generateKeyPair());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** As the conformance tool makes them: its subject is of no use, its lines end with CR LF. */
    public String certificateRequest() {
        try {
            var request =
                    new JcaPKCS10CertificationRequestBuilder(
                                    new X500Name("CN=OCTT"), keys.getPublic())
                            .build(
                                    new JcaContentSignerBuilder("SHA256withRSA")
                                            .build(keys.getPrivate()));
            return Pem.write("CERTIFICATE REQUEST", request.getEncoded()).replace("\n", "\r\n");
        } catch (OperatorCreationException | IOException e) {
            throw new AssertionError(e);
        }
    }

    public static List<X509Certificate> read(String pem) {
        try {
            return Pem.certificates(pem);
        } catch (CertificateException e) {
            throw new AssertionError(e);
        }
    }
}
