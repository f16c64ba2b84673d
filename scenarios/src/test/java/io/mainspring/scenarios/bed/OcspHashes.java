package io.mainspring.scenarios.bed;

import io.mainspring.ocpp.v16.type.CertificateHashData;
import io.mainspring.ocpp.v16.type.HashAlgorithm;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** The hashes of a root certificate as a charge point computes them: nothing of the platform's code. */
public final class OcspHashes {

    private OcspHashes() {}

    public static CertificateHashData of(X509Certificate root, HashAlgorithm algorithm) {
        return new CertificateHashData(
                algorithm,
                hash(algorithm, root.getSubjectX500Principal().getEncoded()),
                hash(algorithm, keyBits(root.getPublicKey().getEncoded())),
                root.getSerialNumber().toString(16));
    }

    /** SEQUENCE { SEQUENCE algorithm, BIT STRING key }: what follows the count of unused bits. */
    private static byte[] keyBits(byte[] subjectPublicKeyInfo) {
        var der = ByteBuffer.wrap(subjectPublicKeyInfo);
        enter(der);
        var algorithm = enter(der);
        der.position(der.position() + algorithm);
        var bits = new byte[enter(der) - 1];
        der.get();
        der.get(bits);
        return bits;
    }

    private static int enter(ByteBuffer der) {
        der.get();
        var length = der.get() & 0xFF;
        if (length < 0x80) {
            return length;
        }
        var value = 0;
        for (var i = 0; i < (length & 0x7F); i++) {
            value = (value << 8) | (der.get() & 0xFF);
        }
        return value;
    }

    private static String hash(HashAlgorithm algorithm, byte[] content) {
        try {
            var digest = MessageDigest.getInstance(algorithm.wireName().replace("SHA", "SHA-"));
            return HexFormat.of().formatHex(digest.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
