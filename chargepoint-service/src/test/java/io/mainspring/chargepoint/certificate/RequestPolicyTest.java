package io.mainspring.chargepoint.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPolicyTest {

    private static final KeyPair RSA = Csr.rsa(2048);
    private static final KeyPair EC = Csr.ec("secp256r1");
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Set<String> NAMES = Set.of("CP-7", "SN-4711");

    private final RequestPolicy lenient = policy(false, Set.of("RSA", "EC"));
    private final RequestPolicy strict = policy(true, Set.of("EC"));

    @Test
    void ordinaryRequestsAreTakenUp() throws Exception {
        assertThat(lenient.objection(read(Csr.of(RSA, "CN=anything")), NAMES)).isEmpty();
        assertThat(lenient.objection(read(Csr.of(EC, "")), NAMES)).isEmpty();
        assertThat(lenient.objection(read(Csr.of(Csr.ec("secp224r1"), "")), NAMES)).isEmpty();
    }

    @Test
    void keysThatAreTooSmallAreNot() throws Exception {
        assertThat(lenient.objection(read(Csr.of(Csr.rsa(1024), "")), NAMES))
                .hasValue("the key has 1024 bits, RSA needs 2048");
        assertThat(lenient.objection(read(Csr.of(Csr.ec("secp192r1"), "")), NAMES))
                .hasValue("the key has 192 bits, EC needs 224");
    }

    @Test
    void aSignatureByABrokenDigestProvesNothing() throws Exception {
        var request = read(Csr.of(RSA.getPublic(), RSA, "CN=CP-7", "SHA1withRSA"));

        assertThat(lenient.objection(request, NAMES))
                .hasValueSatisfying(why -> assertThat(why).contains("SHA1"));
    }

    @Test
    void aSignatureOfPssIsAsGood() throws Exception {
        var request = read(Csr.of(RSA.getPublic(), RSA, "CN=CP-7", "SHA256withRSAandMGF1"));

        assertThat(lenient.objection(request, NAMES)).isEmpty();
    }

    @Test
    void whoeverAsksForItGetsTheSubjectChecked() throws Exception {
        assertThat(strict.objection(read(Csr.of(EC, "CN=sn-4711,O=Stadtwerke")), NAMES)).isEmpty();
        assertThat(strict.objection(read(Csr.of(EC, "CN=CP-8,O=Stadtwerke")), NAMES)).isPresent();
        assertThat(strict.objection(read(Csr.of(EC, "CN=CP-7,O=Others")), NAMES)).isPresent();
        assertThat(strict.objection(read(Csr.of(EC, "")), NAMES)).isPresent();
        assertThat(strict.objection(read(Csr.of(RSA, "CN=CP-7,O=Stadtwerke")), NAMES))
                .hasValue("keys of kind RSA are not signed");
    }

    @Test
    void aRequestSignedByAnotherKeyIsNone() {
        var forged = Csr.of(EC.getPublic(), RSA, "CN=CP-7", "SHA256withRSA");

        assertThatThrownBy(() -> read(forged)).isInstanceOf(SigningRequest.Unreadable.class);
    }

    @Test
    void lineEndsOfAllKindsAreReadAsLineEnds() throws Exception {
        var csr = Csr.of(EC, "CN=CP-7,O=Stadtwerke");

        for (var end : new String[] {"\r\n", "%0A", "%0D%0A", "\\n", "\r"}) {
            var request = read(csr.replace("\n", end));

            assertThat(request.pem()).isEqualTo(csr);
            assertThat(request.commonName()).isEqualTo("CP-7");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n",
                "-----BEGIN CERTIFICATE REQUEST-----\n!\n-----END CERTIFICATE REQUEST-----\n",
                "-----BEGIN CERTIFICATE REQUEST-----\nMIIB"
            })
    void garbageIsNoRequest(String csr) {
        assertThatThrownBy(() -> read(csr)).isInstanceOf(SigningRequest.Unreadable.class);
    }

    @Test
    void aBrokenRequestIsRefusedAndNothingElse() {
        var broken = 0;
        for (var keys : List.of(EC, RSA)) {
            var der =
                    Base64.getMimeDecoder()
                            .decode(Csr.of(keys, "CN=CP-7").replaceAll("-----.*-----", ""));
            for (int i = 0; i < der.length; i++) {
                for (var bit : new int[] {1, 0x20, 0x80}) {
                    var flipped = der.clone();
                    flipped[i] ^= (byte) bit;
                    try {
                        read(Pem.write("CERTIFICATE REQUEST", flipped));
                    } catch (SigningRequest.Unreadable e) {
                        broken++;
                    }
                }
            }
        }
        assertThat(broken).isGreaterThan(1000);
    }

    @Test
    void whatWouldTakeLongToProveIsNotEvenRead() {
        for (var key :
                List.of(
                        rsa(BigInteger.ONE.shiftLeft(9600).setBit(0), BigInteger.valueOf(65_537)),
                        rsa(
                                BigInteger.ONE.shiftLeft(2047).setBit(0),
                                BigInteger.ONE.shiftLeft(2000).setBit(0)))) {
            assertThatThrownBy(() -> read(Csr.of(key, RSA, "CN=CP-7", "SHA256withRSA")))
                    .isInstanceOf(SigningRequest.Unreadable.class)
                    .hasMessageContaining("larger");
        }
    }

    @Test
    void aCertificateOfAnotherKeyOrNameIsDoubted(@TempDir Path directory) throws Exception {
        var authority =
                EmbeddedCertificateAuthority.openOrCreate(
                        directory,
                        new EmbeddedCertificateAuthority.Settings(
                                "Stadtwerke", KeyAlgorithm.EC_P256, Duration.ofDays(1), null),
                        Clock.systemUTC());
        var request = read(Csr.of(EC, "CN=whatever"));

        for (var name : List.of("CP-7", "\\CP-7", "#0C0443502D37", "CP-8+CN=CP-7")) {
            var leaf = authority.issueClientCertificate(EC.getPublic(), name, A_DAY).getFirst();

            assertThat(request.doubtAbout(leaf, name)).isEmpty();
            assertThat(request.doubtAbout(leaf, "CP-9")).isPresent();
            assertThat(read(Csr.of(RSA, "")).doubtAbout(leaf, name)).isPresent();
        }
    }

    /** Of which no key factory would make a key. */
    private static PublicKey rsa(BigInteger modulus, BigInteger exponent) {
        try {
            var encoded =
                    new SubjectPublicKeyInfo(
                                    new AlgorithmIdentifier(
                                            PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                                    new org.bouncycastle.asn1.pkcs.RSAPublicKey(modulus, exponent))
                            .getEncoded();
            return new PublicKey() {
                @Override
                public String getAlgorithm() {
                    return "RSA";
                }

                @Override
                public String getFormat() {
                    return "X.509";
                }

                @Override
                public byte[] getEncoded() {
                    return encoded;
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SigningRequest read(String csr) throws SigningRequest.Unreadable {
        var request = SigningRequest.read(csr);
        request.requireProof();
        return request;
    }

    private static RequestPolicy policy(boolean checkSubject, Set<String> algorithms) {
        return new RequestPolicy(
                new CertificateProperties(
                        true,
                        Path.of("unused"),
                        null,
                        "Stadtwerke",
                        KeyAlgorithm.EC_P256,
                        Duration.ofDays(1),
                        checkSubject,
                        algorithms,
                        2048,
                        224,
                        false,
                        null,
                        Duration.ofSeconds(1),
                        Duration.ofHours(1),
                        Duration.ZERO));
    }
}
