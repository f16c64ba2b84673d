package io.mainspring.chargepoint.certificate;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.naming.NamingException;
import javax.naming.ldap.LdapName;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.DefaultSignatureNameFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.util.io.pem.PemReader;
import org.jspecify.annotations.Nullable;

/**
 * A certificate request as SignCertificate brings it. Reading it is cheap; {@link #requireProof()}
 * is not, and comes after all that can be seen without.
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

    private static final int MOST_RSA_BITS = 4096;
    private static final int MOST_EXPONENT_BITS = 64;
    private static final int MOST_OTHER_BYTES = 512;

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
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new Unreadable("not readable", e); // Bouncy Castle throws what comes to its mind
        }
    }

    private static SigningRequest read(String pem, byte[] der)
            throws IOException, GeneralSecurityException, Unreadable {
        var request = new JcaPKCS10CertificationRequest(der).setProvider(BOUNCY_CASTLE);
        requireModest(request.getSubjectPublicKeyInfo());
        return new SigningRequest(
                pem,
                der,
                request.getPublicKey(),
                first(request.getSubject(), BCStyle.CN),
                first(request.getSubject(), BCStyle.O),
                new DefaultSignatureNameFinder().getAlgorithmName(request.getSignatureAlgorithm()));
    }

    /** What a key costs grows with the third power of its length. */
    private static void requireModest(SubjectPublicKeyInfo key) throws IOException, Unreadable {
        if (PKCSObjectIdentifiers.rsaEncryption.equals(key.getAlgorithm().getAlgorithm())) {
            var rsa = org.bouncycastle.asn1.pkcs.RSAPublicKey.getInstance(key.parsePublicKey());
            if (rsa.getModulus().bitLength() > MOST_RSA_BITS
                    || rsa.getPublicExponent().bitLength() > MOST_EXPONENT_BITS) {
                throw new Unreadable("its RSA key is larger than any that is read");
            }
        } else if (key.getEncoded().length > MOST_OTHER_BYTES) {
            throw new Unreadable("its key is larger than any that is read");
        }
    }

    /**
     * Whoever made it has the key.
     *
     * @throws Unreadable if not
     */
    void requireProof() throws Unreadable {
        try {
            var request = new JcaPKCS10CertificationRequest(der).setProvider(BOUNCY_CASTLE);
            var proof =
                    new JcaContentVerifierProviderBuilder()
                            .setProvider(BOUNCY_CASTLE)
                            .build(request.getSubjectPublicKeyInfo());
            if (!request.isSignatureValid(proof)) {
                throw new Unreadable("its signature does not fit its key");
            }
        } catch (IOException
                | OperatorCreationException
                | PKCSException
                | RuntimeException e) { // as above
            throw new Unreadable("its key or signature is of an unknown kind", e);
        }
    }

    /**
     * Why a certificate is not the one that was asked for.
     *
     * @param commonName to which it should be made out, read as the gateways read it
     */
    Optional<String> doubtAbout(X509Certificate certificate, String commonName) {
        if (!Arrays.equals(bits(certificate.getPublicKey()), bits(key))) {
            return Optional.of("the authority certified another key");
        }
        var names = new ArrayList<String>();
        try {
            for (var rdn :
                    new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                var values = rdn.toAttributes().get("CN");
                for (int i = 0; values != null && i < values.size(); i++) {
                    names.add(String.valueOf(values.get(i)));
                }
            }
        } catch (NamingException e) {
            return Optional.of("the authority's certificate has no subject that can be read");
        }
        return names.equals(List.of(commonName))
                ? Optional.empty()
                : Optional.of("the authority made it out to " + names + ", not " + commonName);
    }

    private static byte[] bits(PublicKey key) {
        return SubjectPublicKeyInfo.getInstance(key.getEncoded()).getPublicKeyData().getBytes();
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
