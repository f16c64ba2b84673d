package io.mainspring.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.chargepoint.certificate.Pem;
import io.mainspring.ocpp.v16.action.GetLog;
import io.mainspring.ocpp.v16.action.LogStatusNotification;
import io.mainspring.ocpp.v16.action.SecurityEventNotification;
import io.mainspring.ocpp.v16.action.SignedFirmwareStatusNotification;
import io.mainspring.ocpp.v16.action.SignedUpdateFirmware;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.LogStatus;
import io.mainspring.ocpp.v16.type.LogType;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import io.mainspring.ocpp.v16.type.SignedFirmwareStatus;
import io.mainspring.ocpp.v16.type.SignedUpdateFirmwareStatus;
import io.mainspring.ocpp.v16.type.UploadLogStatus;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.scenarios.bed.TestChargePoint;
import io.mainspring.simulator.chargepoint.ChargePointObserver;
import io.mainspring.simulator.chargepoint.Setup;
import io.mainspring.simulator.chargepoint.SimulatedChargePoint;
import io.mainspring.simulator.wire.EventLoops;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.SplittableRandom;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@OnThePlatform
@DisplayName("Signed firmware and logs")
class SecureFirmwareScenario {

    private static final String LOCATION = "https://files.example/firmware-2.bin";
    private static final String SIGNATURE = "c2lnbmVk";
    private static final String FREE_SIGNATURE = "YmFk";

    private final TestBed bed;

    SecureFirmwareScenario(TestBed bed) {
        this.bed = bed;
    }

    @Test
    @DisplayName("TC_079_CSMS Get security log")
    void tc_079_security_log() {
        try (var chargePoint = bed.chargePoint().booted()) {
            var asking =
                    bed.operator()
                            .command(
                                    "/api/v1/logs/get",
                                    """
                                    {"chargePointId":"%s","logType":"SecurityLog",
                                     "log":{"remoteLocation":"ftp://files.example/logs/"}}\
                                    """
                                            .formatted(chargePoint.identity()));
            var asked = chargePoint.expect(GetLog.Request.class);
            assertThat(asked.request().logType()).isEqualTo(LogType.SECURITY_LOG);
            assertThat(asked.request().log().remoteLocation())
                    .isEqualTo("ftp://files.example/logs/");
            assertThat(asked.request().requestId()).isPositive();
            asked.answer(new GetLog.Response(LogStatus.ACCEPTED, "security.log"));
            asking.isAnswered("Accepted");
            int requestId = asked.request().requestId();
            chargePoint.send(
                    new LogStatusNotification.Request(UploadLogStatus.UPLOADING, requestId));
            chargePoint.send(
                    new LogStatusNotification.Request(UploadLogStatus.UPLOADED, requestId));

            awaitJob(chargePoint, "logs", "Succeeded");
        }
    }

    @Test
    @DisplayName("TC_080_CSMS Secure firmware update")
    void tc_080_secure_update() {
        try (var chargePoint = bed.chargePoint().booted()) {
            int requestId = updates(chargePoint, SIGNATURE);
            report(chargePoint, requestId, SignedFirmwareStatus.DOWNLOADING);
            connectors(chargePoint, ChargePointStatus.UNAVAILABLE);
            report(chargePoint, requestId, SignedFirmwareStatus.DOWNLOADED);
            report(chargePoint, requestId, SignedFirmwareStatus.SIGNATURE_VERIFIED);
            report(chargePoint, requestId, SignedFirmwareStatus.INSTALLING);
            report(chargePoint, requestId, SignedFirmwareStatus.INSTALL_REBOOTING);
            assertThat(chargePoint.boot().status()).isEqualTo(RegistrationStatus.ACCEPTED);
            chargePoint.send(
                    new SecurityEventNotification.Request(
                            "FirmwareUpdated", TestChargePoint.now(), null));
            chargePoint.available();
            report(chargePoint, requestId, SignedFirmwareStatus.INSTALLED);

            awaitJob(chargePoint, "firmware/jobs", "Succeeded");
        }
    }

    @Test
    @DisplayName("TC_081_CSMS Secure firmware update, bad signature")
    void tc_081_bad_signature() {
        try (var chargePoint = bed.chargePoint().booted()) {
            int requestId = updates(chargePoint, FREE_SIGNATURE);
            report(chargePoint, requestId, SignedFirmwareStatus.DOWNLOADING);
            report(chargePoint, requestId, SignedFirmwareStatus.DOWNLOADED);
            report(chargePoint, requestId, SignedFirmwareStatus.INVALID_SIGNATURE);

            var job = awaitJob(chargePoint, "firmware/jobs", "Failed");
            assertThat(job.path("reason").asString()).isEqualTo("InvalidSignature");
        }
    }

    @Test
    @DisplayName("What does not hold is not sent unless it is forced (X-13)")
    void what_does_not_hold_is_refused() {
        try (var chargePoint = bed.chargePoint().booted()) {
            var refused =
                    bed.operator()
                            .post("/api/v1/firmware/signed-update", body(chargePoint, SIGNATURE));
            refused.expect(400);
            assertThat(refused.text("pointer")).isEqualTo("/firmware/signingCertificate");
        }
    }

    @Test
    @DisplayName(
            "A campaign brings signed firmware to who takes no other, and who checks it for itself (X-10)")
    void a_campaign_falls_back_to_signed_firmware() throws Exception {
        var identity = bed.identity();
        var image = signedImage("firmware".repeat(10_000).getBytes(UTF_8));
        try (var loops = new EventLoops(1)) {
            var setup = Setup.of(bed.platform().ocppUri(), identity);
            new SimulatedChargePoint(
                            setup.withModel("Pendulum Secure", setup.outlets()),
                            loops.next(),
                            InstantSource.system(),
                            new SplittableRandom(13),
                            ChargePointObserver.NONE)
                    .powerOn();
            bed.database()
                    .awaitRow(
                            "firmware",
                            "select 1 from fleet_member where charge_point_id = ? and booted_at is not null",
                            identity);

            var campaign =
                    bed.operator()
                            .post(
                                    "/api/v1/firmware/campaigns",
                                    """
                                    {"image":"%s","version":"2.4.0","chargePoints":{"ids":["%s"]}}\
                                    """
                                            .formatted(image, identity))
                            .expect(201)
                            .path("campaignId")
                            .asString();

            var finished =
                    await().atMost(Duration.ofSeconds(40))
                            .until(
                                    () ->
                                            bed.operator()
                                                    .get("/api/v1/firmware/campaigns/" + campaign)
                                                    .expect(200),
                                    view -> "Finished".equals(view.path("state").asString("")));
            assertThat(finished.path("counts")).hasToString("{\"Succeeded\":1}");
            assertThat(finished.at("/chargePoints/0/signed").asBoolean()).isTrue();
        }
    }

    /** The id of an image that is stored with its signature. */
    private String signedImage(byte[] bytes) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var keys = generator.generateKeyPair();
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(bytes);
        var subject = new X500Name("CN=Maker of firmware");
        var yesterday = Instant.now().minus(Duration.ofDays(1));
        var certificate =
                new JcaX509v3CertificateBuilder(
                                subject,
                                BigInteger.ONE,
                                Date.from(yesterday),
                                Date.from(yesterday.plus(Duration.ofDays(30))),
                                subject,
                                keys.getPublic())
                        .build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(keys.getPrivate()));
        var path =
                "/api/v1/firmware/images?fileName=pendulum-2.4.0.bin&signingCertificate=%s&signature=%s"
                        .formatted(
                                URLEncoder.encode(
                                        Pem.write("CERTIFICATE", certificate.getEncoded()), UTF_8),
                                URLEncoder.encode(
                                        Base64.getEncoder().encodeToString(signature.sign()),
                                        UTF_8));
        try (var client = HttpClient.newHttpClient()) {
            var stored =
                    client.send(
                            HttpRequest.newBuilder(bed.platform().httpUri().resolve(path))
                                    .header("Authorization", "Bearer " + bed.platform().adminKey())
                                    .header("Content-Type", "application/octet-stream")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
            return JsonMapper.shared().readTree(stored.body()).path("imageId").asString();
        }
    }

    /**
     * The tool's certificate is a text of its configuration, whatever that is worth to us.
     *
     * @return the request's id
     */
    private int updates(TestChargePoint chargePoint, String signature) {
        var asking =
                bed.operator()
                        .command(
                                "/api/v1/firmware/signed-update?force=true",
                                body(chargePoint, signature));
        var asked = chargePoint.expect(SignedUpdateFirmware.Request.class);
        var firmware = asked.request().firmware();
        assertThat(firmware.location()).isEqualTo(LOCATION);
        assertThat(firmware.signature()).isEqualTo(signature);
        assertThat(firmware.signingCertificate()).isEqualTo("configured certificate");
        asked.answer(new SignedUpdateFirmware.Response(SignedUpdateFirmwareStatus.ACCEPTED));
        asking.isAnswered("Accepted");
        return asked.request().requestId();
    }

    private static String body(TestChargePoint chargePoint, String signature) {
        return """
        {"chargePointId":"%s","firmware":{"location":"%s",
         "signingCertificate":"configured certificate","signature":"%s"}}\
        """
                .formatted(chargePoint.identity(), LOCATION, signature);
    }

    private static void report(
            TestChargePoint chargePoint, int requestId, SignedFirmwareStatus status) {
        chargePoint.send(new SignedFirmwareStatusNotification.Request(status, requestId));
    }

    private static void connectors(TestChargePoint chargePoint, ChargePointStatus status) {
        for (var connectorId = 1; connectorId <= 2; connectorId++) {
            chargePoint.status(connectorId, status);
        }
    }

    private JsonNode awaitJob(TestChargePoint chargePoint, String resource, String state) {
        var path = "/api/v1/" + resource + "?chargePointId=" + chargePoint.identity();
        return await().atMost(Duration.ofSeconds(15))
                .until(
                        () -> bed.operator().get(path).expect(200).at("/items/0"),
                        job -> state.equals(job.path("state").asString("")));
    }
}
