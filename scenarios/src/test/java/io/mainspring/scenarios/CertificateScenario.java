package io.mainspring.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mainspring.chargepoint.certificate.Pem;
import io.mainspring.ocpp.v16.action.CertificateSigned;
import io.mainspring.ocpp.v16.action.ChangeConfiguration;
import io.mainspring.ocpp.v16.action.DeleteCertificate;
import io.mainspring.ocpp.v16.action.ExtendedTriggerMessage;
import io.mainspring.ocpp.v16.action.GetInstalledCertificateIds;
import io.mainspring.ocpp.v16.action.Heartbeat;
import io.mainspring.ocpp.v16.action.InstallCertificate;
import io.mainspring.ocpp.v16.action.SecurityEventNotification;
import io.mainspring.ocpp.v16.action.SignCertificate;
import io.mainspring.ocpp.v16.type.CertificateSignedStatus;
import io.mainspring.ocpp.v16.type.CertificateUse;
import io.mainspring.ocpp.v16.type.ConfigurationStatus;
import io.mainspring.ocpp.v16.type.DeleteCertificateStatus;
import io.mainspring.ocpp.v16.type.ExtendedMessageTrigger;
import io.mainspring.ocpp.v16.type.GetInstalledCertificateStatus;
import io.mainspring.ocpp.v16.type.HashAlgorithm;
import io.mainspring.ocpp.v16.type.InstallCertificateStatus;
import io.mainspring.ocpp.v16.type.SignCertificateStatus;
import io.mainspring.ocpp.v16.type.TriggerMessageStatus;
import io.mainspring.scenarios.bed.ChargePointKey;
import io.mainspring.scenarios.bed.OcspHashes;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.scenarios.bed.TestChargePoint;
import io.mainspring.simulator.scripted.Asked;
import io.mainspring.simulator.scripted.ChargePoint;
import io.mainspring.simulator.wire.HandshakeRefused;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@OnThePlatform
@DisplayName("Certificates and keys")
class CertificateScenario {

    private static final String KEY = "00112233445566778899AABBCCDDEEFF00112233";

    private final TestBed bed;

    CertificateScenario(TestBed bed) {
        this.bed = bed;
    }

    @Test
    @DisplayName("TC_073_CSMS Change the Basic password")
    void tc_073_change_the_password() {
        var identity = bed.registered(1, KEY);
        try (var chargePoint =
                TestChargePoint.over(dialling(identity).key(bytes(KEY)).connect()).booted()) {
            var asking = bed.operator().ask(identity, "key", "");
            var asked = chargePoint.expect(ChangeConfiguration.Request.class);
            assertThat(asked.request().key()).isEqualTo("AuthorizationKey");
            assertThat(asked.request().value()).matches("[0-9A-F]{32,40}");
            var newKey = asked.request().value();
            asked.answer(new ChangeConfiguration.Response(ConfigurationStatus.ACCEPTED));
            assertThat(asking.await().text("authorizationKey")).isEqualTo(newKey);

            chargePoint.wire().abort();
            await().untilAsserted(() ->
                    assertThatThrownBy(() -> dialling(identity).key(bytes(KEY)).connect())
                            .isInstanceOf(HandshakeRefused.class));
            chargePoint.wire().reconnect(bytes(newKey));
            chargePoint.send(new Heartbeat.Request());
        }
    }

    @Test
    @DisplayName("TC_074_CSMS Renew the station certificate")
    void tc_074_renew_the_certificate() throws GeneralSecurityException {
        var identity = bed.registered(3, null);
        var serialNumber = "SN-" + identity;
        bed.operator()
                .patch(
                        "/api/v1/charge-points/" + identity,
                        "{\"serialNumber\":\"" + serialNumber + "\"}")
                .expect(200);
        var key = ChargePointKey.rsa(2048);
        try (var chargePoint =
                bed.tlsChargePoint(identity, bed.tls().certified(identity)).booted()) {
            var signed = renewed(chargePoint, key);
            var chain = ChargePointKey.read(signed.request().certificateChain());
            var leaf = chain.getFirst();
            assertThat(leaf.getPublicKey()).isEqualTo(key.keys().getPublic());
            assertThat(((RSAPublicKey) leaf.getPublicKey()).getModulus().bitLength())
                    .isGreaterThanOrEqualTo(2048);
            assertThat(leaf.getSigAlgName()).isEqualTo("SHA256withRSA");
            assertThat(leaf.getSubjectX500Principal().getName())
                    .contains("CN=" + serialNumber)
                    .contains("O=Mainspring");
            leaf.verify(bed.tls().authority().trustAnchors().getFirst().getPublicKey());
            signed.answer(new CertificateSigned.Response(CertificateSignedStatus.ACCEPTED));
            awaitCertificate(identity, "Accepted");

            chargePoint.wire().abort();
            // the new name reaches the gateways beside the certificate
            await().ignoreExceptions()
                    .until(() -> {
                        chargePoint
                                .wire()
                                .reconnect(how ->
                                        how.tls(
                                                bed.tls()
                                                        .trusting()
                                                        .withCertificate(
                                                                key.keys().getPrivate(), chain)));
                        return chargePoint.wire().isOpen();
                    });
            chargePoint.send(new Heartbeat.Request());
            awaitCertificate(identity, "InUse");
        }
    }

    @Test
    @DisplayName("TC_075_1_CSMS Install ManufacturerRootCertificate")
    void tc_075_1_install_manufacturer_root(@TempDir Path directory) {
        installs(CertificateUse.MANUFACTURER_ROOT_CERTIFICATE, root(directory));
    }

    @Test
    @DisplayName("TC_075_2_CSMS Install CentralSystemRootCertificate")
    void tc_075_2_install_central_system_root(@TempDir Path directory) {
        installs(CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE, root(directory));
    }

    private void installs(CertificateUse type, X509Certificate root) {
        try (var chargePoint = secured()) {
            install(chargePoint, type, root, InstallCertificateStatus.ACCEPTED);
            list(
                    chargePoint,
                    type,
                    new GetInstalledCertificateIds.Response(
                            List.of(OcspHashes.of(root, HashAlgorithm.SHA256)),
                            GetInstalledCertificateStatus.ACCEPTED));

            await().untilAsserted(() ->
                    assertThat(held(chargePoint.identity()))
                            .contains(root.getSubjectX500Principal().getName())
                            .contains("GetInstalledCertificateIds"));
        }
    }

    @ParameterizedTest(name = "TC_076_CSMS Delete a certificate, {0}")
    @EnumSource(HashAlgorithm.class)
    @DisplayName("TC_076_CSMS Delete a certificate")
    void tc_076_delete_a_certificate(HashAlgorithm algorithm, @TempDir Path directory) {
        var type = CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE;
        var root = root(directory);
        var hashes = OcspHashes.of(root, algorithm);
        try (var chargePoint = secured()) {
            install(chargePoint, type, root, InstallCertificateStatus.ACCEPTED);
            var told =
                    list(
                            chargePoint,
                            type,
                            new GetInstalledCertificateIds.Response(
                                    List.of(hashes), GetInstalledCertificateStatus.ACCEPTED));

            var asking =
                    bed.operator()
                            .ask(
                                    chargePoint.identity(),
                                    "delete-certificate",
                                    "{\"certificateHashData\":" + told + "}");
            var asked = chargePoint.expect(DeleteCertificate.Request.class);
            assertThat(asked.request().certificateHashData()).isEqualTo(hashes);
            asked.answer(new DeleteCertificate.Response(DeleteCertificateStatus.ACCEPTED));
            asking.isAnswered("Accepted");

            await().untilAsserted(() ->
                    assertThat(held(chargePoint.identity()))
                            .doesNotContain(hashes.issuerKeyHash()));
            list(
                    chargePoint,
                    type,
                    new GetInstalledCertificateIds.Response(
                            null, GetInstalledCertificateStatus.NOT_FOUND));
        }
    }

    @Test
    @DisplayName("TC_077_CSMS Security event: invalid station certificate")
    void tc_077_invalid_certificate() {
        var identity = bed.registered(3, null);
        try (var chargePoint =
                bed.tlsChargePoint(identity, bed.tls().certified(identity)).booted()) {
            var signed = renewed(chargePoint, ChargePointKey.rsa(2048));
            assertThat(ChargePointKey.read(signed.request().certificateChain())).isNotEmpty();
            signed.answer(new CertificateSigned.Response(CertificateSignedStatus.REJECTED));
            securityEvent(chargePoint, "InvalidChargePointCertificate");

            awaitCertificate(identity, "Rejected");
            chargePoint.wire().abort();
            chargePoint.wire().reconnect(); // with the old one, which stays good
            chargePoint.send(new Heartbeat.Request());
        }
    }

    @Test
    @DisplayName("TC_078_CSMS Security event: invalid Central System certificate")
    void tc_078_invalid_root(@TempDir Path directory) {
        var root = root(directory);
        try (var chargePoint = secured()) {
            install(
                    chargePoint,
                    CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE,
                    root,
                    InstallCertificateStatus.REJECTED);
            securityEvent(chargePoint, "InvalidCentralSystemCertificate");

            assertThat(held(chargePoint.identity()))
                    .doesNotContain(root.getSerialNumber().toString(16));
        }
    }

    @Test
    @DisplayName("X-21 A certificate request that cannot be processed is Rejected, not an error")
    void x_21_requests_that_cannot_be_processed() {
        try (var chargePoint = secured()) {
            for (var csr : List.of("garbage", ChargePointKey.rsa(1024).certificateRequest())) {
                assertThat(chargePoint.send(new SignCertificate.Request(csr)).status())
                        .isEqualTo(SignCertificateStatus.REJECTED);
            }
        }
    }

    /** In security profile 2, booted. */
    private TestChargePoint secured() {
        return bed.tlsChargePoint(bed.registered(2, KEY), bytes(KEY)).booted();
    }

    private ChargePoint.Dialling dialling(String identity) {
        return ChargePoint.at(bed.platform().ocppUri()).named(identity);
    }

    private X509Certificate root(Path directory) {
        return bed.tls()
                .authority(directory, "Elsewhere", Clock.systemUTC())
                .trustAnchors()
                .getFirst();
    }

    /** As far as CertificateSigned. */
    private Asked<CertificateSigned.Response, CertificateSigned.Request> renewed(
            TestChargePoint chargePoint, ChargePointKey key) {
        var asking = bed.operator().ask(chargePoint.identity(), "certificates/renew", "");
        var asked = chargePoint.expect(ExtendedTriggerMessage.Request.class);
        assertThat(asked.request())
                .isEqualTo(
                        new ExtendedTriggerMessage.Request(
                                ExtendedMessageTrigger.SIGN_CHARGE_POINT_CERTIFICATE, null));
        asked.answer(new ExtendedTriggerMessage.Response(TriggerMessageStatus.ACCEPTED));
        asking.isAnswered("Accepted");
        assertThat(chargePoint.send(new SignCertificate.Request(key.certificateRequest())).status())
                .isEqualTo(SignCertificateStatus.ACCEPTED);
        return chargePoint.expect(CertificateSigned.Request.class);
    }

    private void install(
            TestChargePoint chargePoint,
            CertificateUse type,
            X509Certificate root,
            InstallCertificateStatus answer) {
        var pem = Pem.of(root);
        var asking =
                bed.operator()
                        .ask(
                                chargePoint.identity(),
                                "install-certificate",
                                "{\"certificateType\":\"%s\",\"certificate\":\"%s\"}"
                                        .formatted(type.wireName(), pem.replace("\n", "\\n")));
        var asked = chargePoint.expect(InstallCertificate.Request.class);
        assertThat(asked.request()).isEqualTo(new InstallCertificate.Request(type, pem));
        asked.answer(new InstallCertificate.Response(answer));
        asking.isAnswered(answer.wireName());
    }

    /** Returns the first hash data as the operator sees it. */
    private String list(
            TestChargePoint chargePoint,
            CertificateUse type,
            GetInstalledCertificateIds.Response answer) {
        var asking =
                bed.operator()
                        .ask(
                                chargePoint.identity(),
                                "get-installed-certificate-ids",
                                "{\"certificateType\":\"" + type.wireName() + "\"}");
        var asked = chargePoint.expect(GetInstalledCertificateIds.Request.class);
        assertThat(asked.request().certificateType()).isEqualTo(type);
        asked.answer(answer);
        return asking.ends("Answered").body().at("/response/certificateHashData/0").toString();
    }

    private void securityEvent(TestChargePoint chargePoint, String type) {
        chargePoint.send(new SecurityEventNotification.Request(type, TestChargePoint.now(), null));
        await().untilAsserted(() ->
                assertThat(
                                bed.operator()
                                        .get(
                                                "/api/v1/charge-points/"
                                                        + chargePoint.identity()
                                                        + "/security-events")
                                        .expect(200)
                                        .at("/items/0/type")
                                        .asString(""))
                        .isEqualTo(type));
    }

    private void awaitCertificate(String identity, String state) {
        await().untilAsserted(() ->
                assertThat(
                                bed.operator()
                                        .get("/api/v1/charge-points/" + identity + "/certificates")
                                        .expect(200)
                                        .at("/0/state")
                                        .asString(""))
                        .isEqualTo(state));
    }

    private String held(String identity) {
        return bed.operator()
                .get("/api/v1/charge-points/" + identity + "/installed-certificates")
                .expect(200)
                .toString();
    }

    private static byte[] bytes(String key) {
        return HexFormat.of().parseHex(key);
    }
}
