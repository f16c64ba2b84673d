package io.mainspring.chargepoint.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPolicyTest {

    private static final KeyPair RSA = Csr.rsa(2048);
    private static final KeyPair EC = Csr.ec("secp256r1");
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

    private static SigningRequest read(String csr) throws SigningRequest.Unreadable {
        return SigningRequest.read(csr);
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
                        Duration.ofSeconds(1),
                        Duration.ZERO));
    }
}
