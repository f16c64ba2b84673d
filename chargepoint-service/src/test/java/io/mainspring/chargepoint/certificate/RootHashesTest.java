package io.mainspring.chargepoint.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.type.CertificateHashData;
import io.mainspring.ocpp.v16.type.HashAlgorithm;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RootHashesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    /** The key's bits are dug out of the DER by hand here, and by Bouncy Castle there. */
    @ParameterizedTest
    @CsvSource({
        "RSA_2048,SHA256",
        "RSA_2048,SHA384",
        "RSA_2048,SHA512",
        "EC_P256,SHA256",
        "EC_P256,SHA512"
    })
    void hashesAreAsInOcsp(KeyAlgorithm key, HashAlgorithm algorithm) throws Exception {
        var root = root(key);
        var digest = MessageDigest.getInstance(algorithm.wireName().replace("SHA", "SHA-"));

        var hashes = RootHashes.of(root, algorithm);

        assertThat(hashes.issuerNameHash())
                .isEqualTo(hex(digest.digest(root.getSubjectX500Principal().getEncoded())));
        assertThat(hashes.issuerKeyHash())
                .isEqualTo(hex(digest.digest(bits(root.getPublicKey().getEncoded()))));
        assertThat(hashes.serialNumber()).isEqualTo(root.getSerialNumber().toString(16));
        assertThat(RootHashes.names(hashes, root)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true,00", "false,0", "true,''"})
    void spellingDoesNotMatter(boolean upperCase, String zeros) throws Exception {
        var root = root(KeyAlgorithm.EC_P256);
        var own = RootHashes.of(root, HashAlgorithm.SHA256);

        var reported =
                new CertificateHashData(
                        HashAlgorithm.SHA256,
                        spelled(own.issuerNameHash(), upperCase),
                        spelled(own.issuerKeyHash(), upperCase),
                        zeros + spelled(own.serialNumber(), upperCase));

        assertThat(RootHashes.names(reported, root)).isTrue();
        assertThat(RootHashes.names(reported, root(KeyAlgorithm.RSA_2048))).isFalse();
    }

    private X509Certificate root(KeyAlgorithm key) {
        return EmbeddedCertificateAuthority.openOrCreate(
                        directory.resolve(key.name()),
                        new EmbeddedCertificateAuthority.Settings(
                                "Stadtwerke", key, Duration.ofDays(1), null),
                        Clock.systemUTC())
                .trustAnchors()
                .getFirst();
    }

    /** SEQUENCE { SEQUENCE algorithm, BIT STRING key }: the content of the last, no unused bits. */
    private static byte[] bits(byte[] subjectPublicKeyInfo) {
        var der = ByteBuffer.wrap(subjectPublicKeyInfo);
        enter(der, 0x30);
        int algorithm = enter(der, 0x30);
        der.position(der.position() + algorithm);
        int length = enter(der, 0x03);
        assertThat(der.get()).isZero();
        var bits = new byte[length - 1];
        der.get(bits);
        return bits;
    }

    private static int enter(ByteBuffer der, int tag) {
        assertThat(der.get() & 0xFF).isEqualTo(tag);
        int length = der.get() & 0xFF;
        if (length < 0x80) {
            return length;
        }
        int value = 0;
        for (int i = 0; i < (length & 0x7F); i++) {
            value = (value << 8) | (der.get() & 0xFF);
        }
        return value;
    }

    private static String spelled(String text, boolean upperCase) {
        return upperCase ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
