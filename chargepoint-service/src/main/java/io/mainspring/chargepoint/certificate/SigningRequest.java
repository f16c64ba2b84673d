package io.mainspring.chargepoint.certificate;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.DefaultSignatureNameFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.util.encoders.DecoderException;
import org.bouncycastle.util.io.pem.PemReader;
import org.jspecify.annotations.Nullable;

/**
 * A certificate request as SignCertificate brings it, read and proved: whoever made it has the key.
 *
 * @param pem with line ends put right
 * @param commonName of its subject; null if there is none
 * @param organization of its subject; null if there is none
 * @param signatureAlgorithm as {@code SHA256WITHRSA}
 */
record SigningRequest(
        String pem,
        byte[] der,
        PublicKey key,
        @Nullable String commonName,
        @Nullable String organization,
        String signatureAlgorithm) {

    /** Not registered with the JVM; Java itself has lost P-224, which the whitepaper allows. */
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    /** It is none, or nobody proves to have the key. */
    static final class Unreadable extends Exception {

        Unreadable(String message) {
            super(message);
        }

        Unreadable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * @param csr PEM; CR LF, percent-encoded and escaped line ends are put right
     */
    static SigningRequest read(String csr) throws Unreadable {
        var pem = Pem.normalised(csr) + "\n";
        try (var reader = new PemReader(new StringReader(pem))) {
            var block = reader.readPemObject();
            if (block == null || !block.getType().endsWith("CERTIFICATE REQUEST")) {
                throw new Unreadable("no certificate request in PEM");
            }
            return read(pem, block.getContent());
        } catch (IOException | IllegalArgumentException | DecoderException e) {
            throw new Unreadable("not readable: " + e.getMessage(), e);
        }
    }

    private static SigningRequest read(String pem, byte[] der) throws IOException, Unreadable {
        var request = new JcaPKCS10CertificationRequest(der).setProvider(BOUNCY_CASTLE);
        try {
            var proof =
                    new JcaContentVerifierProviderBuilder()
                            .setProvider(BOUNCY_CASTLE)
                            .build(request.getSubjectPublicKeyInfo());
            if (!request.isSignatureValid(proof)) {
                throw new Unreadable("its signature does not fit its key");
            }
            return new SigningRequest(
                    pem,
                    der,
                    request.getPublicKey(),
                    first(request.getSubject(), BCStyle.CN),
                    first(request.getSubject(), BCStyle.O),
                    new DefaultSignatureNameFinder()
                            .getAlgorithmName(request.getSignatureAlgorithm()));
        } catch (OperatorCreationException | PKCSException | GeneralSecurityException e) {
            throw new Unreadable("its key or signature is of an unknown kind", e);
        }
    }

    /** RSA, EC, or whatever else it says it is. */
    String keyFamily() {
        return switch (key) {
            case RSAPublicKey _ -> "RSA";
            case ECPublicKey _ -> "EC";
            default -> key.getAlgorithm();
        };
    }

    /** Size of the key in bits; 0 if it is neither RSA nor EC. */
    int keyBits() {
        return switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength();
            case ECPublicKey ec -> ec.getParams().getCurve().getField().getFieldSize();
            default -> 0;
        };
    }

    private static @Nullable String first(
            X500Name name, org.bouncycastle.asn1.ASN1ObjectIdentifier type) {
        var found = name.getRDNs(type);
        return found.length == 0 ? null : IETFUtils.valueToString(found[0].getFirst().getValue());
    }
}
