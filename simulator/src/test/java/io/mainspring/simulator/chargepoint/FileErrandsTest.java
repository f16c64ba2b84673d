package io.mainspring.simulator.chargepoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mainspring.ocpp.frame.Frame;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.BootNotification;
import io.mainspring.ocpp.v16.action.DiagnosticsStatusNotification;
import io.mainspring.ocpp.v16.action.ExtendedTriggerMessage;
import io.mainspring.ocpp.v16.action.FirmwareStatusNotification;
import io.mainspring.ocpp.v16.action.GetDiagnostics;
import io.mainspring.ocpp.v16.action.GetLog;
import io.mainspring.ocpp.v16.action.LogStatusNotification;
import io.mainspring.ocpp.v16.action.SecurityEventNotification;
import io.mainspring.ocpp.v16.action.SignedFirmwareStatusNotification;
import io.mainspring.ocpp.v16.action.SignedUpdateFirmware;
import io.mainspring.ocpp.v16.action.StatusNotification;
import io.mainspring.ocpp.v16.action.UpdateFirmware;
import io.mainspring.ocpp.v16.type.DiagnosticsStatus;
import io.mainspring.ocpp.v16.type.ExtendedMessageTrigger;
import io.mainspring.ocpp.v16.type.Firmware;
import io.mainspring.ocpp.v16.type.FirmwareStatus;
import io.mainspring.ocpp.v16.type.LogParameters;
import io.mainspring.ocpp.v16.type.LogStatus;
import io.mainspring.ocpp.v16.type.LogType;
import io.mainspring.ocpp.v16.type.SignedFirmwareStatus;
import io.mainspring.ocpp.v16.type.SignedUpdateFirmwareStatus;
import io.mainspring.ocpp.v16.type.UploadLogStatus;
import io.mainspring.simulator.centralsystem.TinyCentralSystem;
import io.mainspring.simulator.wire.EventLoops;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Firmware and uploads over real sockets, as the central system hears of them. */
class FileErrandsTest {

    private static final byte[] FIRMWARE = "firmware".repeat(10_000).getBytes(UTF_8);

    private final TinyCentralSystem centralSystem = new TinyCentralSystem();
    private final EventLoops loops = new EventLoops(1);
    private final Map<String, byte[]> brought = new ConcurrentHashMap<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final HttpServer files;
    private Setup ordinary = Setup.of(centralSystem.endpoint(), "CP-7");

    FileErrandsTest() throws IOException {
        files = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        files.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        files.createContext("/d/", this::give);
        files.createContext("/u/", this::take);
        files.createContext("/slow/", this::takeSlowly);
        files.start();
    }

    @BeforeEach
    void boot() {
        centralSystem.answer(
                Action.FIRMWARE_STATUS_NOTIFICATION,
                _ -> new FirmwareStatusNotification.Response());
        centralSystem.answer(
                Action.SIGNED_FIRMWARE_STATUS_NOTIFICATION,
                _ -> new SignedFirmwareStatusNotification.Response());
        centralSystem.answer(
                Action.DIAGNOSTICS_STATUS_NOTIFICATION,
                _ -> new DiagnosticsStatusNotification.Response());
        centralSystem.answer(
                Action.LOG_STATUS_NOTIFICATION, _ -> new LogStatusNotification.Response());
        var pace =
                new Pace(
                        Duration.ofMillis(50),
                        Duration.ofMillis(300),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(2),
                        new Backoff(Duration.ofMillis(40), Duration.ofMillis(200)),
                        Duration.ofMillis(50),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(5));
        centralSystem.answer(
                Action.SECURITY_EVENT_NOTIFICATION, _ -> new SecurityEventNotification.Response());
        ordinary = Setup.of(centralSystem.endpoint(), "CP-7").withPace(pace);
        powerOn(ordinary);
    }

    private void powerOn(Setup setup) {
        int heard = centralSystem.heard().size();
        new SimulatedChargePoint(
                        setup,
                        loops.next(),
                        InstantSource.system(),
                        new SplittableRandom(7),
                        ChargePointObserver.NONE)
                .powerOn();
        await().until(() -> centralSystem.heard().size() >= heard + 3);
    }

    @AfterEach
    void end() {
        gate.countDown();
        loops.close();
        centralSystem.close();
        files.stop(0);
    }

    @Test
    void anUpdateIsFetchedInstalledAndBooted() {
        update("/d/pendulum-2.1.0.bin", 0);

        statuses(
                FirmwareStatus.DOWNLOADING,
                FirmwareStatus.DOWNLOADED,
                FirmwareStatus.INSTALLING,
                FirmwareStatus.INSTALLED);
        assertThat(centralSystem.heard(BootNotification.Request.class).getLast().firmwareVersion())
                .isEqualTo("2.1.0");
        events("FirmwareUpdated");
        assertThat(heardOfConnectorAndFirmware())
                .containsSubsequence(
                        "Downloaded", "Unavailable", "Installing", "Available", "Installed");
    }

    @Test
    void brokenFirmwareIsNotInstalledAndTheConnectorIsOpenAgain() {
        update("/d/broken-2.1.0.bin", 0);

        statuses(
                FirmwareStatus.DOWNLOADING,
                FirmwareStatus.DOWNLOADED,
                FirmwareStatus.INSTALLING,
                FirmwareStatus.INSTALLATION_FAILED);
        await().until(() -> heardOfConnectorAndFirmware().getLast().equals("Available"));
        assertThat(centralSystem.heard(BootNotification.Request.class)).hasSize(1);
    }

    /** L01.FR.20. */
    @Test
    void aSecureModelTakesSignedFirmwareOnly() {
        powerOn(ordinary.withModel("Pendulum Secure", ordinary.outlets()));

        var answer =
                centralSystem.ask(
                        new UpdateFirmware.Request(
                                at("/d/pendulum-2.1.0.bin"), 0, Instant.now(), 0));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Frame.CallError.class,
                        error -> assertThat(error.code()).isEqualTo("NotSupported"));
        assertThat(centralSystem.heard(FirmwareStatusNotification.Request.class)).isEmpty();
    }

    private List<String> heardOfConnectorAndFirmware() {
        return centralSystem.heard().stream()
                .flatMap(heard ->
                        switch (heard.request()) {
                            case StatusNotification.Request s when s.connectorId() == 1 ->
                                    Stream.of(s.status().wireName());
                            case FirmwareStatusNotification.Request f ->
                                    Stream.of(f.status().wireName());
                            default -> Stream.of();
                        })
                .toList();
    }

    private void events(String... expected) {
        await().untilAsserted(() ->
                assertThat(centralSystem.heard(SecurityEventNotification.Request.class))
                        .extracting(SecurityEventNotification.Request::type)
                        .containsExactly(expected));
    }

    @Test
    void aDownloadIsTriedAgain() {
        refusals.set(1);
        update("/d/pendulum-2.1.0.bin", 1);

        statuses(
                FirmwareStatus.DOWNLOADING,
                FirmwareStatus.DOWNLOADED,
                FirmwareStatus.INSTALLING,
                FirmwareStatus.INSTALLED);
    }

    @Test
    void afterTheLastAttemptTheDownloadHasFailed() {
        refusals.set(2);
        update("/d/pendulum-2.1.0.bin", 1);

        statuses(FirmwareStatus.DOWNLOADING, FirmwareStatus.DOWNLOAD_FAILED);
        assertThat(centralSystem.heard(BootNotification.Request.class)).hasSize(1);
    }

    @Test
    void diagnosticsAreBrought() {
        var answer =
                centralSystem.askFor(
                        GetDiagnostics.Response.class,
                        new GetDiagnostics.Request(at("/u/job"), null, null, null, null));

        await().untilAsserted(() ->
                assertThat(centralSystem.heard(DiagnosticsStatusNotification.Request.class))
                        .extracting(DiagnosticsStatusNotification.Request::status)
                        .containsExactly(DiagnosticsStatus.UPLOADING, DiagnosticsStatus.UPLOADED));
        assertThat(brought).containsOnlyKeys("/u/job/" + answer.fileName());
        assertThat(new String(brought.values().iterator().next(), UTF_8))
                .contains("diagnostics of CP-7", "firmware 1.0.0", "connector 1 Available");
    }

    @Test
    void whatIsNotTakenHasFailed() {
        centralSystem.ask(new GetDiagnostics.Request(at("/nowhere"), 0, null, null, null));

        await().untilAsserted(() ->
                assertThat(centralSystem.heard(DiagnosticsStatusNotification.Request.class))
                        .extracting(DiagnosticsStatusNotification.Request::status)
                        .containsExactly(
                                DiagnosticsStatus.UPLOADING, DiagnosticsStatus.UPLOAD_FAILED));
    }

    @Test
    void aNewerLogDropsTheOneUnderWay() {
        assertThat(log(1, "/slow/")).isEqualTo(LogStatus.ACCEPTED);
        assertThat(log(2, "/u/")).isEqualTo(LogStatus.ACCEPTED_CANCELED);

        await().untilAsserted(() ->
                assertThat(centralSystem.heard(LogStatusNotification.Request.class))
                        .containsExactly(
                                new LogStatusNotification.Request(UploadLogStatus.UPLOADING, 1),
                                new LogStatusNotification.Request(UploadLogStatus.UPLOADING, 2),
                                new LogStatusNotification.Request(UploadLogStatus.UPLOADED, 2)));
    }

    @Test
    void aTriggerTellsWhatRunsAndIdleOnlyOtherwise() {
        trigger();
        log(5, "/slow/");
        trigger();

        await().untilAsserted(() ->
                assertThat(centralSystem.heard(LogStatusNotification.Request.class))
                        .containsExactly(
                                new LogStatusNotification.Request(UploadLogStatus.IDLE, null),
                                new LogStatusNotification.Request(UploadLogStatus.UPLOADING, 5),
                                new LogStatusNotification.Request(UploadLogStatus.UPLOADING, 5)));
    }

    @Test
    void whatIsNoCertificateIsRefusedAtOnce() {
        var answer =
                centralSystem.askFor(
                        SignedUpdateFirmware.Response.class,
                        new SignedUpdateFirmware.Request(
                                0,
                                0,
                                9,
                                new Firmware(
                                        at("/d/x.bin").toString(),
                                        Instant.now(),
                                        null,
                                        "mine",
                                        "AAAA")));

        assertThat(answer.status()).isEqualTo(SignedUpdateFirmwareStatus.INVALID_CERTIFICATE);
        assertThat(centralSystem.heard(SignedFirmwareStatusNotification.Request.class)).isEmpty();
        events("InvalidFirmwareSigningCertificate");
    }

    @Test
    void aSignedUpdateIsCheckedBeforeItIsInstalled() throws Exception {
        var signer = Signer.named("CN=Firmware");

        assertThat(order(signer, signer.sign(FIRMWARE)))
                .isEqualTo(SignedUpdateFirmwareStatus.ACCEPTED);

        signedStatuses(
                SignedFirmwareStatus.DOWNLOADING,
                SignedFirmwareStatus.DOWNLOADED,
                SignedFirmwareStatus.SIGNATURE_VERIFIED,
                SignedFirmwareStatus.INSTALLING,
                SignedFirmwareStatus.INSTALL_REBOOTING,
                SignedFirmwareStatus.INSTALLED);
    }

    @Test
    void aSignatureOfOtherBytesIsInvalid() throws Exception {
        var signer = Signer.named("CN=Firmware");

        order(signer, signer.sign("other firmware".getBytes(UTF_8)));

        signedStatuses(
                SignedFirmwareStatus.DOWNLOADING,
                SignedFirmwareStatus.DOWNLOADED,
                SignedFirmwareStatus.INVALID_SIGNATURE);
        events("InvalidFirmwareSignature");
    }

    @Test
    void aRevokedCertificateIsRefused() throws Exception {
        var signer = Signer.named("CN=Revoked firmware");

        assertThat(order(signer, signer.sign(FIRMWARE)))
                .isEqualTo(SignedUpdateFirmwareStatus.REVOKED_CERTIFICATE);
    }

    private SignedUpdateFirmwareStatus order(Signer signer, String signature) {
        var firmware =
                new Firmware(
                        at("/d/pendulum-3.0.bin").toString(),
                        Instant.now(),
                        null,
                        signer.pem(),
                        signature);
        return centralSystem
                .askFor(
                        SignedUpdateFirmware.Response.class,
                        new SignedUpdateFirmware.Request(0, 0, 9, firmware))
                .status();
    }

    private void signedStatuses(SignedFirmwareStatus... expected) {
        await().untilAsserted(() ->
                assertThat(centralSystem.heard(SignedFirmwareStatusNotification.Request.class))
                        .extracting(SignedFirmwareStatusNotification.Request::status)
                        .containsExactly(expected));
    }

    private void update(String path, int retries) {
        centralSystem.ask(new UpdateFirmware.Request(at(path), retries, Instant.now(), 0));
    }

    private void statuses(FirmwareStatus... expected) {
        await().untilAsserted(() ->
                assertThat(centralSystem.heard(FirmwareStatusNotification.Request.class))
                        .extracting(FirmwareStatusNotification.Request::status)
                        .isEqualTo(List.of(expected)));
    }

    private LogStatus log(int requestId, String path) {
        return centralSystem
                .askFor(
                        GetLog.Response.class,
                        new GetLog.Request(
                                new LogParameters(at(path).toString(), null, null),
                                LogType.SECURITY_LOG,
                                requestId,
                                0,
                                0))
                .status();
    }

    private void trigger() {
        centralSystem.ask(
                new ExtendedTriggerMessage.Request(
                        ExtendedMessageTrigger.LOG_STATUS_NOTIFICATION, null));
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + files.getAddress().getPort() + path);
    }

    private void give(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (refusals.getAndDecrement() > 0) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            exchange.sendResponseHeaders(200, FIRMWARE.length);
            exchange.getResponseBody().write(FIRMWARE);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            brought.put(
                    exchange.getRequestURI().getPath(), exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(201, -1);
        }
    }

    private void takeSlowly(HttpExchange exchange) throws IOException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        take(exchange);
    }
}
