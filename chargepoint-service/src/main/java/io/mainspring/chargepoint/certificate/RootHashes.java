package io.mainspring.chargepoint.certificate;

import io.mainspring.ocpp.v16.type.CertificateHashData;
import io.mainspring.ocpp.v16.type.HashAlgorithm;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * The hashes by which charge points name a root certificate (security whitepaper §6, as in OCSP):
 * over the DER of the issuer's name, and over the content of the issuer's key without tag, length
 * and unused bits. A root is its own issuer.
 */
public final class RootHashes {

    private RootHashes() {}

    /** Hexadecimal digits in lower case, the serial number without leading zeros. */
    public static CertificateHashData of(X509Certificate root, HashAlgorithm algorithm) {
        return new CertificateHashData(
                algorithm,
                hash(algorithm, root.getIssuerX500Principal().getEncoded()),
                hash(
                        algorithm,
                        SubjectPublicKeyInfo.getInstance(root.getPublicKey().getEncoded())
                                .getPublicKeyData()
                                .getBytes()),
                root.getSerialNumber().toString(16));
    }

    /** Whether a charge point's words are about this certificate; spelling does not matter. */
    public static boolean names(CertificateHashData reported, X509Certificate root) {
        return same(reported, of(root, reported.hashAlgorithm()));
    }

    static boolean same(CertificateHashData one, CertificateHashData other) {
        return one.hashAlgorithm() == other.hashAlgorithm()
                && one.issuerNameHash().equalsIgnoreCase(other.issuerNameHash())
                && one.issuerKeyHash().equalsIgnoreCase(other.issuerKeyHash())
                && withoutZeros(one.serialNumber())
                        .equalsIgnoreCase(withoutZeros(other.serialNumber()));
    }

    static HashAlgorithm algorithm(String wireName) {
        return Arrays.stream(HashAlgorithm.values())
                .filter(algorithm -> algorithm.wireName().equals(wireName))
                .findFirst()
                .orElseThrow();
    }

    private static String withoutZeros(String serialNumber) {
        return serialNumber.replaceFirst("^0+(?=.)", "");
    }

    private static String hash(HashAlgorithm algorithm, byte[] content) {
        var name =
                switch (algorithm) {
                    case SHA256 -> "SHA-256";
                    case SHA384 -> "SHA-384";
                    case SHA512 -> "SHA-512";
                };
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(name).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + name, e);
        }
    }
}
