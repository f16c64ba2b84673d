package io.mainspring.firmware.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.chargepoint.ChargePointBooted;
import io.mainspring.contracts.chargepoint.ChargePointConfigurationObserved;
import io.mainspring.contracts.chargepoint.ConfigurationSource;
import io.mainspring.contracts.chargepoint.Registration;
import io.mainspring.firmware.FirmwareServiceTest;
import io.mainspring.firmware.files.Http;
import io.mainspring.kit.eventsourcing.EventFollowers;
import io.mainspring.ocpp.v16.action.DiagnosticsStatusNotification;
import io.mainspring.ocpp.v16.action.FirmwareStatusNotification;
import io.mainspring.ocpp.v16.action.LogStatusNotification;
import io.mainspring.ocpp.v16.action.SignedFirmwareStatusNotification;
import io.mainspring.ocpp.v16.type.DiagnosticsStatus;
import io.mainspring.ocpp.v16.type.FirmwareStatus;
import io.mainspring.ocpp.v16.type.SignedFirmwareStatus;
import io.mainspring.ocpp.v16.type.UploadLogStatus;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Correlation.End;
import io.mainspring.testkit.Gateway;
import io.mainspring.testkit.OtherService;
import io.mainspring.testkit.Rest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@FirmwareServiceTest
class JobsTest {

    private static final String LOCATION = "ftp://files.example/fw-2.bin";

    @Autowired private Rest rest;
    @Autowired private Gateway gateway;
    @Autowired private Correlation correlation;
    @Autowired private JobViews views;
    @Autowired private CommandGateway commands;
    @Autowired private ArrivedFiles arrivals;
    @Autowired private EventFollowers followers;
    @Autowired private JdbcClient sql;
    @LocalServerPort private int port;

    private final String id = "CP-" + UUID.randomUUID();

    @Test
    void anUpdateGoesOutAsOrderedAndIsFollowedToItsEnd() {
        correlation.ends(id, _ -> End.answered("{}"));

        var command =
                rest.post(
                        "/firmware/update",
                        """
                        {"chargePointId":"%s","location":"%s","retries":2,"retryInterval":60,
                         "retrieveDate":"2020-01-01T00:00:00Z"}\
                        """
                                .formatted(id, LOCATION));

        assertThat(command.status()).isEqualTo(200);
        assertThat(Correlation.payload(correlation.calls(id).getFirst()))
                .hasToString(
                        """
                        {"location":"%s","retries":2,"retrieveDate":"2020-01-01T00:00:00.000Z",\
                        "retryInterval":60}\
                        """
                                .formatted(LOCATION));
        awaitJob("/firmware/jobs", job -> "Accepted".equals(text(job, "state")));
        firmware(FirmwareStatus.DOWNLOADING);
        firmware(FirmwareStatus.DOWNLOADED);
        firmware(FirmwareStatus.INSTALLING);
        awaitJob("/firmware/jobs", job -> "Running".equals(text(job, "state")));
        firmware(FirmwareStatus.INSTALLED);
        var job = awaitJob("/firmware/jobs", j -> "Succeeded".equals(text(j, "state")));
        firmware(FirmwareStatus.IDLE);
        await().untilAsserted(() ->
                assertThat(history("/firmware/jobs", text(job, "jobId")))
                        .containsExactly(
                                "Ordered",
                                "Answered Answered",
                                "Reported Downloading",
                                "Reported Downloaded",
                                "Reported Installing",
                                "Reported Installed",
                                "Ended Succeeded",
                                "Reported Idle"));
        assertThat(text(single("/firmware/jobs"), "status")).isEqualTo("Installed");
    }

    @Test
    void whoRefusesUnsignedFirmwareIsHintedAt() {
        correlation.ends(id, _ -> End.error("NotSupported"));

        update("");

        var job = awaitJob("/firmware/jobs", j -> "Refused".equals(text(j, "state")));
        assertThat(text(job, "hint")).contains("signed-update");
        assertThat(text(job, "reason")).isEqualTo("NotSupported");
    }

    @Test
    void whoIsAbsentGetsNoOrder() {
        correlation.ends(id, _ -> End.of(CommandStatus.OFFLINE));

        update("");

        awaitJob("/firmware/jobs", j -> "NotSent".equals(text(j, "state")));
    }

    @Test
    void aBootWithTheVersionOrderedEndsTheUpdate() {
        correlation.ends(id, _ -> End.answered("{}"));
        update(",\"version\":\"2.0\"");
        awaitJob("/firmware/jobs", j -> "Accepted".equals(text(j, "state")));

        boots("1.9");
        boots("2.0");

        var job = awaitJob("/firmware/jobs", j -> "Succeeded".equals(text(j, "state")));
        assertThat(text(job, "reason")).isEqualTo("BootNotification");
        assertThat(text(job, "bootedVersion")).isEqualTo("2.0");
    }

    @Test
    void aLocationThatTheChargePointCannotSpeakIsRefusedUnlessForced() {
        correlation.ends(id, _ -> End.answered("{}"));
        try (var chargePoints = new OtherService(Owner.CHARGEPOINT)) {
            chargePoints.publishes(
                    id,
                    new ChargePointConfigurationObserved(
                            id,
                            ConfigurationSource.GET_CONFIGURATION,
                            List.of(
                                    new ChargePointConfigurationObserved.Entry(
                                            "SupportedFileTransferProtocols",
                                            "HTTPS, http",
                                            true,
                                            false)),
                            List.of(),
                            Instant.now()));
        }

        var refusal =
                await().until(
                                () ->
                                        rest.post(
                                                "/diagnostics/get",
                                                "{\"chargePointId\":\"%s\",\"location\":\"ftp://x/y\"}"
                                                        .formatted(id)),
                                answer -> answer.status() == 400);
        assertThat(text(refusal.body(), "pointer")).isEqualTo("/location");
        assertThat(text(refusal.body(), "detail")).contains("HTTP,HTTPS");
        int sent = correlation.calls(id).size();
        assertThat(
                        rest.post(
                                        "/diagnostics/get?force=true",
                                        "{\"chargePointId\":\"%s\",\"location\":\"ftp://x/y\"}"
                                                .formatted(id))
                                .status())
                .isEqualTo(200);
        assertThat(correlation.calls(id)).hasSize(sent + 1);
    }

    @Test
    void signedUpdatesHaveIdsOfTheirOwnAndASecondCancelsTheFirst() {
        correlation.ends(
                id,
                _ ->
                        correlation.calls(id).size() == 1
                                ? End.answered("{\"status\":\"Accepted\"}")
                                : End.answered("{\"status\":\"AcceptedCanceled\"}"));

        signed("?force=true", "");
        signed("?force=true", "");

        var calls = correlation.calls(id);
        int first = Correlation.payload(calls.getFirst()).path("requestId").asInt();
        int second = Correlation.payload(calls.getLast()).path("requestId").asInt();
        assertThat(first).isPositive();
        assertThat(second).isGreaterThan(first);
        await().untilAsserted(() ->
                assertThat(states("/firmware/jobs")).containsExactly("Accepted", "Superseded"));
        gateway.send(
                id,
                new SignedFirmwareStatusNotification.Request(
                        SignedFirmwareStatus.INVALID_SIGNATURE, second));
        gateway.send(
                id,
                new SignedFirmwareStatusNotification.Request(
                        SignedFirmwareStatus.DOWNLOADING, 2_000_000_000));
        await().untilAsserted(() ->
                assertThat(states("/firmware/jobs")).containsExactly("Failed", "Superseded"));
        await().untilAsserted(() ->
                assertThat(rest.get("/firmware/observations?chargePointId=" + id).body())
                        .singleElement()
                        .satisfies(o -> assertThat(text(o, "status")).isEqualTo("Downloading")));
    }

    @Test
    void firmwareWhoseCertificateDoesNotHoldIsRefusedNamingTheField() {
        var answer = signed("", "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer.body(), "pointer")).isEqualTo("/firmware/signingCertificate");
        assertThat(correlation.calls(id)).isEmpty();
    }

    @Test
    void forcedFirmwareCarriesItsWarnings() {
        correlation.ends(id, _ -> End.answered("{\"status\":\"InvalidCertificate\"}"));

        signed("?force=true", ",\"requestId\":4711");

        var job = awaitJob("/firmware/jobs", j -> "Refused".equals(text(j, "state")));
        assertThat(text(job, "reason")).isEqualTo("InvalidCertificate");
        assertThat(job.path("requestId").asInt()).isEqualTo(4711);
        assertThat(job.path("warnings").toString()).contains("no X.509 certificate");
    }

    /** F-04. */
    @Test
    void noFileNameMeansThatThereIsNothingToUpload() {
        correlation.ends(id, _ -> End.answered("{}"));

        rest.post(
                "/diagnostics/get",
                "{\"chargePointId\":\"%s\",\"location\":\"ftp://x/y\"}".formatted(id));

        awaitJob("/diagnostics", j -> "NothingToUpload".equals(text(j, "state")));
    }

    @Test
    void diagnosticsComeToAnAddressOfOursAndTheFileBelongsToTheJob() {
        correlation.ends(id, _ -> End.answered("{\"fileName\":\"diag.zip\"}"));
        rest.post("/diagnostics/get", "{\"chargePointId\":\"%s\"}".formatted(id));
        var job = awaitJob("/diagnostics", j -> "Accepted".equals(text(j, "state")));
        assertThat(job.at("/request/location").asString())
                .isEqualTo("http://files.test/files/u/***");
        assertThat(job.at("/file/name").asString()).isEqualTo("diag.zip");

        gateway.send(id, new DiagnosticsStatusNotification.Request(DiagnosticsStatus.UPLOADING));
        arrivals.uploaded(
                UUID.fromString(text(job, "jobId")), id, "diagnostics", "file-1", "diag-1.zip", 12);
        gateway.send(id, new DiagnosticsStatusNotification.Request(DiagnosticsStatus.UPLOADED));

        var ended = awaitJob("/diagnostics", j -> "Uploaded".equals(text(j, "status")));
        assertThat(text(ended, "state")).isEqualTo("Succeeded");
        assertThat(ended.path("file"))
                .hasToString("{\"fileId\":\"file-1\",\"name\":\"diag-1.zip\",\"size\":12}");
    }

    @Test
    void aLogIsFollowedByItsRequestId() {
        correlation.ends(id, _ -> End.answered("{\"status\":\"Accepted\",\"filename\":\"s.log\"}"));
        rest.post(
                "/logs/get",
                "{\"chargePointId\":\"%s\",\"logType\":\"SecurityLog\"}".formatted(id));
        int requestId =
                awaitJob("/logs", j -> "Accepted".equals(text(j, "state")))
                        .path("requestId")
                        .asInt();

        gateway.send(
                id,
                new LogStatusNotification.Request(UploadLogStatus.PERMISSION_DENIED, requestId));

        var job = awaitJob("/logs", j -> "Failed".equals(text(j, "state")));
        assertThat(text(job, "reason")).isEqualTo("PermissionDenied");
    }

    @Test
    void aLogTypeThatTheProtocolDoesNotKnowIsRefused() {
        var answer =
                rest.post(
                        "/logs/get",
                        "{\"chargePointId\":\"%s\",\"logType\":\"EventLog\"}".formatted(id));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer.body(), "pointer")).isEqualTo("/logType");
    }

    @Test
    void anOrderThatIsRepeatedWithItsKeyIsSentOnce() {
        correlation.ends(id, _ -> End.answered("{\"status\":\"Accepted\"}"));
        var body = "{\"chargePointId\":\"%s\",\"logType\":\"SecurityLog\"}".formatted(id);
        var key = UUID.randomUUID().toString();

        var first = rest.post("/logs/get", body, "Idempotency-Key", key);
        awaitJob("/logs", _ -> true);
        var second = rest.post("/logs/get", body, "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(200);
        assertThat(text(second.body(), "commandId")).isEqualTo(text(first.body(), "commandId"));
        assertThat(correlation.calls(id)).hasSize(1);
        assertThat(states("/logs")).hasSize(1);
        assertThat(
                        rest.post(
                                        "/logs/get",
                                        body.replace("SecurityLog", "DiagnosticsLog"),
                                        "Idempotency-Key",
                                        key)
                                .status())
                .isEqualTo(422);
    }

    @Test
    void aJobWithoutEndIsClosedAfterItsTimeAndNotBefore() {
        correlation.ends(id, _ -> End.answered("{\"fileName\":\"diag.zip\"}"));
        rest.post("/diagnostics/get", "{\"chargePointId\":\"%s\"}".formatted(id));
        awaitJob("/diagnostics", j -> "Accepted".equals(text(j, "state")));

        closeAt(Duration.ofMinutes(119));
        followers.awaitCaughtUp();
        assertThat(states("/diagnostics")).containsExactly("Accepted");
        closeAt(Duration.ofMinutes(121));

        awaitJob("/diagnostics", j -> "TimedOut".equals(text(j, "state")));
    }

    /** Its id is not among those that the aggregate remembers, and must not come up as new. */
    @Test
    void anOrderThatIsRepeatedAfterManyOthersIsStillThatOne() {
        correlation.ends(id, _ -> End.error("InternalError"));
        var body = "{\"chargePointId\":\"%s\",\"logType\":\"SecurityLog\"}".formatted(id);
        var key = UUID.randomUUID().toString();
        // Nobody waits for its end, so the key does not know it.
        rest.post("/logs/get", body, "Idempotency-Key", key, "Prefer", "respond-async");
        for (int i = 0; i < 17; i++) {
            rest.post("/logs/get", body);
        }
        await().until(() -> states("/logs").equals(Collections.nCopies(18, "Refused")));

        rest.post("/logs/get", body, "Idempotency-Key", key, "Prefer", "respond-async");

        assertThat(followers.awaitCaughtUp()).isTrue();
        assertThat(states("/logs")).hasSize(18);
    }

    @Test
    void anOrderThatIsWrittenDownAgainOrForeverDoesNotStopTheView() {
        var first = ordered(Instant.parse("+1142000-01-01T00:00:00Z"));
        commands.sendAndWait(new JobCommand.Order(first));
        for (int i = 0; i < 17; i++) {
            var next = ordered(Instant.now().plusSeconds(60));
            commands.sendAndWait(new JobCommand.Order(next));
            commands.sendAndWait(
                    new JobCommand.Answer(
                            id,
                            JobLine.LOG,
                            next.commandId(),
                            "Offline",
                            JobCommand.Verdict.NOT_SENT,
                            null,
                            null,
                            Instant.now()));
        }
        commands.sendAndWait(
                new JobCommand.Answer(
                        id,
                        JobLine.LOG,
                        first.commandId(),
                        "Offline",
                        JobCommand.Verdict.NOT_SENT,
                        null,
                        null,
                        Instant.now()));
        commands.sendAndWait(new JobCommand.Order(ordered(Instant.now().plusSeconds(60))));
        commands.sendAndWait(new JobCommand.Order(first));

        assertThat(followers.awaitCaughtUp()).isTrue();
        assertThat(states("/logs")).hasSize(19);
    }

    private JobEvent.Ordered ordered(Instant deadline) {
        return new JobEvent.Ordered(
                id,
                JobLine.LOG,
                UUID.randomUUID(),
                UUID.randomUUID(),
                JobType.LOG,
                1,
                JsonMapper.shared().createObjectNode(),
                null,
                null,
                null,
                List.of(),
                "tests",
                Instant.now(),
                deadline);
    }

    @Test
    void aKeyThatStandsForOtherFirmwareOrAnotherKindOfOrderIsRefused() {
        correlation.ends(id, _ -> End.answered("{\"status\":\"Accepted\"}"));
        var body =
                "{\"chargePointId\":\"%s\",\"location\":\"%s\",\"version\":\"2.0\"}"
                        .formatted(id, LOCATION);
        var key = UUID.randomUUID().toString();
        var first = rest.post("/firmware/update", body, "Idempotency-Key", key);

        var second = rest.post("/firmware/update", body, "Idempotency-Key", key);
        assertThat(text(second.body(), "commandId")).isEqualTo(text(first.body(), "commandId"));
        assertThat(
                        rest.post(
                                        "/firmware/update",
                                        body.replace("2.0", "3.0"),
                                        "Idempotency-Key",
                                        key)
                                .status())
                .isEqualTo(422);
        assertThat(
                        rest.post(
                                        "/logs/get",
                                        "{\"chargePointId\":\"%s\",\"logType\":\"SecurityLog\"}"
                                                .formatted(id),
                                        "Idempotency-Key",
                                        key)
                                .status())
                .isEqualTo(422);
        assertThat(correlation.calls(id)).hasSize(1);
    }

    @Test
    void aPasswordInALocationIsNotShown() {
        correlation.ends(id, _ -> End.answered("{}"));

        rest.post(
                "/firmware/update",
                "{\"chargePointId\":\"%s\",\"location\":\"ftp://fw:s3cret@files.example/2.bin\"}"
                        .formatted(id));

        var job = awaitJob("/firmware/jobs", _ -> true);
        assertThat(job.at("/request/location").asString())
                .isEqualTo("ftp://fw:***@files.example/2.bin");
        assertThat(Correlation.payload(correlation.calls(id).getFirst()).path("location"))
                .hasToString("\"ftp://fw:s3cret@files.example/2.bin\"");
    }

    @Test
    void theAddressOfAJobThatCameToNothingIsClosed() {
        correlation.ends(id, _ -> End.error("InternalError"));
        rest.post("/diagnostics/get", "{\"chargePointId\":\"%s\"}".formatted(id));
        awaitJob("/diagnostics", j -> "Refused".equals(text(j, "state")));

        await().until(() -> put() == 410);
    }

    /** Some report the end before the file is here. */
    @Test
    void theAddressOfAJobThatSucceededIsClosedSoon() {
        correlation.ends(id, _ -> End.answered("{\"fileName\":\"diag.zip\"}"));
        rest.post("/diagnostics/get", "{\"chargePointId\":\"%s\"}".formatted(id));
        gateway.send(id, new DiagnosticsStatusNotification.Request(DiagnosticsStatus.UPLOADED));
        var job = awaitJob("/diagnostics", j -> "Succeeded".equals(text(j, "state")));

        await().untilAsserted(() ->
                assertThat(
                                sql.sql(
                                                """
                                                select expires_at - now() < interval '16 minutes'
                                                from transfer_address where job_id = ?
                                                """)
                                        .param(UUID.fromString(text(job, "jobId")))
                                        .query(Boolean.class)
                                        .single())
                        .isTrue());
        assertThat(put()).isEqualTo(201);
    }

    /** Brings a file to where the newest order wants it. */
    private int put() {
        var location =
                Correlation.payload(correlation.calls(id).getLast()).path("location").asString();
        var http = new Http(port);
        try {
            return http.send(
                            "PUT",
                            http.here(URI.create(location)),
                            BodyPublishers.ofString("all is well"))
                    .statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatCannotBeIsRefusedNamingTheField() {
        assertPointer(
                rest.post(
                        "/firmware/update",
                        "{\"chargePointId\":\"%s\",\"location\":\"%s\",\"retrieveDate\":\"+300000-01-01T00:00:00Z\"}"
                                .formatted(id, LOCATION)),
                400,
                "/retrieveDate");
        assertPointer(
                rest.post(
                        "/firmware/update",
                        "{\"chargePointId\":\"%s\",\"image\":\"%s\"}"
                                .formatted(id, UUID.randomUUID())),
                404,
                "/image");
        assertPointer(rest.get("/firmware/jobs?state=Done"), 400, "?state");
    }

    private static void assertPointer(Rest.Answer answer, int status, String pointer) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(text(answer.body(), "pointer")).isEqualTo(pointer);
    }

    private void closeAt(Duration later) {
        var clock = Clock.offset(Clock.systemUTC(), later);
        new JobDeadlines(views, commands, clock).close();
    }

    private void update(String more) {
        rest.post(
                "/firmware/update",
                "{\"chargePointId\":\"%s\",\"location\":\"%s\"%s}".formatted(id, LOCATION, more));
    }

    private Rest.Answer signed(String query, String more) {
        return rest.post(
                "/firmware/signed-update" + query,
                """
                {"chargePointId":"%s"%s,"firmware":{"location":"https://x/fw",
                 "signingCertificate":"no certificate","signature":"c2lnbg=="}}\
                """
                        .formatted(id, more));
    }

    private void firmware(FirmwareStatus status) {
        gateway.send(id, new FirmwareStatusNotification.Request(status));
    }

    private void boots(String version) {
        try (var chargePoints = new OtherService(Owner.CHARGEPOINT)) {
            chargePoints.publishes(
                    id,
                    new ChargePointBooted(
                            id,
                            Registration.ACCEPTED,
                            "Mainspring",
                            "Pendulum",
                            null,
                            null,
                            version,
                            null,
                            null,
                            null,
                            null,
                            Instant.now()));
        }
    }

    private JsonNode awaitJob(String path, Predicate<JsonNode> until) {
        return await().atMost(Duration.ofSeconds(15))
                .until(() -> single(path), job -> !job.isMissingNode() && until.test(job));
    }

    private JsonNode single(String path) {
        return rest.get(path + "?chargePointId=" + id).body().at("/items/0");
    }

    private List<String> states(String path) {
        return rest.get(path + "?chargePointId=" + id)
                .body()
                .path("items")
                .valueStream()
                .map(job -> text(job, "state"))
                .toList();
    }

    private List<String> history(String path, String jobId) {
        return rest.get(path + "/" + jobId)
                .body()
                .path("history")
                .valueStream()
                .map(step -> (text(step, "what") + " " + text(step, "status")).strip())
                .toList();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
