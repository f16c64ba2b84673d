package io.mainspring.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.v16.action.BootNotification;
import io.mainspring.ocpp.v16.action.DiagnosticsStatusNotification;
import io.mainspring.ocpp.v16.action.FirmwareStatusNotification;
import io.mainspring.ocpp.v16.action.GetDiagnostics;
import io.mainspring.ocpp.v16.action.UpdateFirmware;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.DiagnosticsStatus;
import io.mainspring.ocpp.v16.type.FirmwareStatus;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.Operator;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.scenarios.bed.TestChargePoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@OnThePlatform
@DisplayName("Firmware and diagnostics")
class FirmwareScenario {

    private static final String LOCATION = "ftp://user:secret@files.example/firmware-2.bin";

    private final TestBed bed;

    FirmwareScenario(TestBed bed) {
        this.bed = bed;
    }

    @Test
    @DisplayName("TC_044_1_CSMS Firmware update, download and install")
    void tc_044_1_download_and_install() {
        try (var chargePoint = bed.chargePoint().booted()) {
            updates(chargePoint);
            chargePoint.send(status(FirmwareStatus.DOWNLOADING));
            chargePoint.send(status(FirmwareStatus.DOWNLOADED));
            connectors(chargePoint, ChargePointStatus.UNAVAILABLE);
            chargePoint.send(status(FirmwareStatus.INSTALLING));
            assertThat(chargePoint.boot().status()).isEqualTo(RegistrationStatus.ACCEPTED);
            chargePoint.available();
            chargePoint.send(status(FirmwareStatus.INSTALLED));

            var job = awaitJob(chargePoint, "firmware/jobs", "Succeeded");
            assertThat(job.path("reason").asString()).isEqualTo("Installed");
        }
    }

    @Test
    @DisplayName("TC_044_2_CSMS Firmware update, download failed")
    void tc_044_2_download_failed() {
        try (var chargePoint = bed.chargePoint().booted()) {
            updates(chargePoint);
            chargePoint.send(status(FirmwareStatus.DOWNLOADING));
            chargePoint.send(status(FirmwareStatus.DOWNLOAD_FAILED));

            var job = awaitJob(chargePoint, "firmware/jobs", "Failed");
            assertThat(job.path("reason").asString()).isEqualTo("DownloadFailed");
        }
    }

    @Test
    @DisplayName("TC_044_3_CSMS Firmware update, installation failed")
    void tc_044_3_installation_failed() {
        try (var chargePoint = bed.chargePoint().booted()) {
            updates(chargePoint);
            chargePoint.send(status(FirmwareStatus.DOWNLOADING));
            chargePoint.send(status(FirmwareStatus.DOWNLOADED));
            connectors(chargePoint, ChargePointStatus.UNAVAILABLE);
            chargePoint.send(status(FirmwareStatus.INSTALLING));
            assertThat(chargePoint.boot().status()).isEqualTo(RegistrationStatus.ACCEPTED);
            chargePoint.available();
            chargePoint.send(status(FirmwareStatus.INSTALLATION_FAILED));

            var job = awaitJob(chargePoint, "firmware/jobs", "Failed");
            assertThat(job.path("reason").asString()).isEqualTo("InstallationFailed");
        }
    }

    @Test
    @DisplayName("TC_045_1_CSMS Get diagnostics")
    void tc_045_1_diagnostics() {
        try (var chargePoint = bed.chargePoint().booted()) {
            var asking = diagnostics(chargePoint, ",\"location\":\"ftp://files.example/in/\"");
            var asked = chargePoint.expect(GetDiagnostics.Request.class);
            assertThat(asked.request().location()).hasToString("ftp://files.example/in/");
            asked.answer(new GetDiagnostics.Response("diagnostics.zip"));
            asking.ends("Answered");
            chargePoint.send(status(DiagnosticsStatus.UPLOADING));
            chargePoint.send(status(DiagnosticsStatus.UPLOADED));

            awaitJob(chargePoint, "diagnostics", "Succeeded");
        }
    }

    @Test
    @DisplayName("TC_045_2_CSMS Get diagnostics, upload failed")
    void tc_045_2_upload_failed() {
        try (var chargePoint = bed.chargePoint().booted()) {
            var asking = diagnostics(chargePoint, ",\"location\":\"ftp://files.example/in/\"");
            chargePoint
                    .expect(GetDiagnostics.Request.class)
                    .answer(new GetDiagnostics.Response("diagnostics.zip"));
            asking.ends("Answered");
            chargePoint.send(status(DiagnosticsStatus.UPLOADING));
            chargePoint.send(status(DiagnosticsStatus.UPLOAD_FAILED));

            awaitJob(chargePoint, "diagnostics", "Failed");
        }
    }

    @Test
    @DisplayName("Without a location, diagnostics come to the platform and belong to their job")
    void diagnostics_come_to_the_platform() throws IOException, InterruptedException {
        try (var chargePoint = bed.chargePoint().booted()) {
            var asking = diagnostics(chargePoint, "");
            var asked = chargePoint.expect(GetDiagnostics.Request.class);
            asked.answer(new GetDiagnostics.Response("diagnostics.txt"));
            asking.ends("Answered");
            chargePoint.send(status(DiagnosticsStatus.UPLOADING));

            assertThat(put(asked.request().location() + "/diagnostics.txt")).isEqualTo(201);

            var job = awaitJob(chargePoint, "diagnostics", "Succeeded");
            assertThat(job.at("/file/name").asString()).isEqualTo("diagnostics.txt");
            assertThat(job.at("/file/size").asInt()).isEqualTo(13);
            assertThat(job.at("/file/fileId").asString()).isNotEmpty();
        }
    }

    @Test
    @DisplayName("A campaign updates in waves and stops at its failure limit")
    void a_campaign_stops_at_its_failure_limit() {
        var fleet = new ArrayList<TestChargePoint>();
        try {
            IntStream.range(0, 4).forEach(_ -> fleet.add(bed.chargePoint().booted()));
            fleet.forEach(this::awaitKnown);
            var campaign = campaign(fleet);

            updatesTo("2.0", fleet.get(0));
            refuses(fleet.get(1));
            awaitCounts(campaign, "{\"Failed\":1,\"Succeeded\":1,\"Waiting\":2}");
            assertThat(read(campaign).path("state").asString()).isEqualTo("Stopped");

            bed.operator().post(campaign + "/retry", "").expect(200);
            updatesTo("2.0", fleet.get(1));
            updatesTo("2.0", fleet.get(2));
            updatesTo("2.0", fleet.get(3));
            awaitCounts(campaign, "{\"Succeeded\":4}");
            assertThat(read(campaign).path("state").asString()).isEqualTo("Finished");
        } finally {
            fleet.forEach(TestChargePoint::close);
        }
    }

    private String campaign(List<TestChargePoint> fleet) {
        var ids =
                fleet.stream()
                        .map(chargePoint -> "\"" + chargePoint.identity() + "\"")
                        .collect(Collectors.joining(","));
        var planned =
                bed.operator()
                        .post(
                                "/api/v1/firmware/campaigns",
                                """
                                {"location":"%s","version":"2.0","chargePoints":{"ids":[%s]},
                                 "waveSize":2,"failureLimit":{"count":1}}\
                                """
                                        .formatted(LOCATION, ids));
        return "/api/v1/firmware/campaigns/" + planned.expect(201).path("campaignId").asString();
    }

    private void updatesTo(String version, TestChargePoint chargePoint) {
        var asked = chargePoint.expect(UpdateFirmware.Request.class);
        assertThat(asked.request().location()).hasToString(LOCATION);
        asked.answer(new UpdateFirmware.Response());
        chargePoint.send(status(FirmwareStatus.DOWNLOADING));
        chargePoint.send(status(FirmwareStatus.DOWNLOADED));
        chargePoint.send(status(FirmwareStatus.INSTALLING));
        chargePoint.send(
                new BootNotification.Request(
                        "Mainspring", "Pendulum", "SN-1", null, version, null, null, null, null));
        chargePoint.available();
        chargePoint.send(status(FirmwareStatus.INSTALLED));
    }

    private static void refuses(TestChargePoint chargePoint) {
        chargePoint
                .expect(UpdateFirmware.Request.class)
                .refuse(OcppErrorCode.NOT_SUPPORTED, "signed firmware only");
    }

    private void awaitKnown(TestChargePoint chargePoint) {
        bed.database()
                .awaitRow(
                        "firmware",
                        "select 1 from fleet_member where charge_point_id = ? and booted_at is not null",
                        chargePoint.identity());
    }

    private void awaitCounts(String campaign, String counts) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(read(campaign).path("counts")).hasToString(counts));
    }

    private JsonNode read(String path) {
        return bed.operator().get(path).expect(200);
    }

    private void updates(TestChargePoint chargePoint) {
        var asking =
                bed.operator()
                        .command(
                                "/api/v1/firmware/update",
                                "{\"chargePointId\":\"%s\",\"location\":\"%s\"}"
                                        .formatted(chargePoint.identity(), LOCATION));
        var asked = chargePoint.expect(UpdateFirmware.Request.class);
        assertThat(asked.request().location()).hasToString(LOCATION);
        asked.answer(new UpdateFirmware.Response());
        asking.ends("Answered");
    }

    private Operator.Asking diagnostics(TestChargePoint chargePoint, String fields) {
        return bed.operator()
                .command(
                        "/api/v1/diagnostics/get",
                        "{\"chargePointId\":\"%s\"%s}".formatted(chargePoint.identity(), fields));
    }

    private static int put(String address) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(address))
                                    .PUT(HttpRequest.BodyPublishers.ofString("all is well\r\n"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static void connectors(TestChargePoint chargePoint, ChargePointStatus status) {
        for (var connectorId = 1; connectorId <= 2; connectorId++) {
            chargePoint.status(connectorId, status);
        }
    }

    private static FirmwareStatusNotification.Request status(FirmwareStatus status) {
        return new FirmwareStatusNotification.Request(status);
    }

    private static DiagnosticsStatusNotification.Request status(DiagnosticsStatus status) {
        return new DiagnosticsStatusNotification.Request(status);
    }

    private JsonNode awaitJob(TestChargePoint chargePoint, String resource, String state) {
        var path = "/api/v1/" + resource + "?chargePointId=" + chargePoint.identity();
        return await().atMost(Duration.ofSeconds(15))
                .until(
                        () -> read(path).at("/items/0"),
                        job -> state.equals(job.path("state").asString("")));
    }
}
