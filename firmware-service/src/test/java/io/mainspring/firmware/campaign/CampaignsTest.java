package io.mainspring.firmware.campaign;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.chargepoint.ChargePointBooted;
import io.mainspring.contracts.chargepoint.Registration;
import io.mainspring.firmware.FirmwareServiceTest;
import io.mainspring.firmware.Signer;
import io.mainspring.firmware.files.Http;
import io.mainspring.firmware.files.Samples;
import io.mainspring.firmware.fleet.Fleet;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.FirmwareStatusNotification;
import io.mainspring.ocpp.v16.action.SignedFirmwareStatusNotification;
import io.mainspring.ocpp.v16.type.FirmwareStatus;
import io.mainspring.ocpp.v16.type.SignedFirmwareStatus;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Correlation.End;
import io.mainspring.testkit.Gateway;
import io.mainspring.testkit.OtherService;
import io.mainspring.testkit.Rest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@FirmwareServiceTest
class CampaignsTest {

    @Autowired private Rest rest;
    @Autowired private Gateway gateway;
    @Autowired private Correlation correlation;
    @Autowired private Fleet fleet;
    @Autowired private DriverLock lock;
    @Autowired private CommandGateway commands;
    @LocalServerPort private int port;

    /** Charge points of a model that no other test has. */
    private final String model = "M-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void wavesFollowEachOtherAndWhoRunsTheVersionIsSkipped() {
        boots("a", "1.0");
        boots("b", "1.0");
        boots("c", "1.0");
        boots("d", "2.0");
        all(_ -> End.answered("{}"), "a", "b", "c");

        var campaign = plan("\"waveSize\":2");

        awaitCounts(campaign, "{\"Running\":2,\"Skipped\":1,\"Waiting\":1}");
        awaitCalls("a", 1);
        awaitCalls("b", 1);
        assertThat(correlation.calls(id("c"))).isEmpty();
        installed("a");
        boots("b", "2.0");
        awaitCounts(campaign, "{\"Running\":1,\"Skipped\":1,\"Succeeded\":2}");
        awaitCalls("c", 1);
        installed("c");
        var finished = awaitState(campaign, "Finished");
        assertThat(finished.path("counts")).hasToString("{\"Skipped\":1,\"Succeeded\":3}");
        assertThat(finished.path("wave").asInt()).isEqualTo(2);
        assertThat(correlation.calls(id("d"))).isEmpty();
    }

    @Test
    void theFailureLimitStopsItAndARetryGoesOn() {
        boots("a", "1.0");
        boots("b", "1.0");
        all(_ -> End.error("InternalError"), "a");
        all(_ -> End.answered("{}"), "b");

        var campaign = plan("\"waveSize\":1,\"failureLimit\":{\"count\":1}");

        var stopped = awaitState(campaign, "Stopped");
        assertThat(stopped.path("counts")).hasToString("{\"Failed\":1,\"Waiting\":1}");
        assertThat(stopped.at("/chargePoints/0/reason").asString())
                .isEqualTo("Refused: InternalError");
        assertThat(correlation.calls(id("b"))).isEmpty();

        all(_ -> End.answered("{}"), "a");
        assertThat(rest.post("/firmware/campaigns/" + campaign + "/retry", "").status())
                .isEqualTo(200);
        awaitCalls("a", 2);
        installed("a");
        awaitCalls("b", 1);
        installed("b");
        awaitState(campaign, "Finished");
    }

    @Test
    void pausedItWaitsAndCancelledItIsOverForWhoHadNotBegun() {
        boots("a", "1.0");
        boots("b", "1.0");
        all(_ -> End.answered("{}"), "a", "b");
        var campaign = plan("\"waveSize\":1");
        awaitCalls("a", 1);

        assertThat(rest.post("/firmware/campaigns/" + campaign + "/pause", "").status())
                .isEqualTo(200);
        installed("a");
        awaitCounts(campaign, "{\"Succeeded\":1,\"Waiting\":1}");
        rest.post("/firmware/campaigns/" + campaign + "/cancel", "");

        var cancelled = awaitState(campaign, "Cancelled");
        assertThat(cancelled.path("counts")).hasToString("{\"Cancelled\":1,\"Succeeded\":1}");
        assertThat(correlation.calls(id("b"))).isEmpty();
        assertThat(rest.post("/firmware/campaigns/" + campaign + "/resume", "").status())
                .isEqualTo(409);
    }

    @Test
    void whoDoesNotComeBackInTimeHasFailed() {
        boots("a", "1.0");
        all(_ -> End.of(CommandStatus.EXPIRED), "a");

        var campaign = plan("\"whenOnline\":60");

        var finished = awaitState(campaign, "Finished");
        assertThat(finished.path("counts")).hasToString("{\"Failed\":1}");
        var call = correlation.calls(id("a")).getFirst();
        assertThat(call.waitForOnline()).isTrue();
        assertThat(Duration.between(call.requestedAt(), call.expiresAt()))
                .isCloseTo(Duration.ofSeconds(60), Duration.ofMillis(1));
    }

    /** the image is stored with its signature, so nobody has to force anything. */
    @Test
    void whoRefusesThePlainUpdateGetsTheSignedOneOfTheSameImage() throws Exception {
        boots("a", "1.0");
        boots("b", "1.0");
        correlation.ends(
                id("a"),
                call ->
                        call.action() == Action.UPDATE_FIRMWARE
                                ? End.error("NotSupported")
                                : End.answered("{\"status\":\"Accepted\"}"));
        all(_ -> End.answered("{}"), "b");
        var firmware = Samples.bytes(10_000, 7);
        var signer = Signer.named("CN=Firmware of " + model);

        var signature = signer.sign(firmware);
        var image = image(firmware, signer.pem(), signature);

        var campaign = plan("\"image\":\"%s\"".formatted(image), "\"retries\":1");

        awaitCalls("a", 2);
        awaitCalls("b", 1);
        var plain = Correlation.payload(correlation.calls(id("b")).getFirst());
        var signed = Correlation.payload(correlation.calls(id("a")).getLast());
        assertThat(fetch(plain.path("location").asString()).body()).isEqualTo(firmware);
        assertThat(fetch(signed.at("/firmware/location").asString()).body()).isEqualTo(firmware);
        assertThat(signed.at("/firmware/signature").asString()).isEqualTo(signature);
        assertThat(signed.at("/firmware/signingCertificate").asString().strip())
                .isEqualTo(signer.pem().strip());
        gateway.send(
                id("a"),
                new SignedFirmwareStatusNotification.Request(
                        SignedFirmwareStatus.INSTALLED, signed.path("requestId").asInt()));
        installed("b");
        var finished = awaitState(campaign, "Finished");
        assertThat(finished.path("counts")).hasToString("{\"Succeeded\":2}");
        assertThat(finished.at("/chargePoints/0/signed").asBoolean()).isTrue();
        assertThat(finished.at("/chargePoints/0/attempts").asInt()).isEqualTo(2);
        var jobs = rest.get("/firmware/jobs?campaignId=" + campaign).body().path("items");
        assertThat(jobs).hasSize(3);
        assertThat(jobs.valueStream().flatMap(job -> job.path("warnings").valueStream())).isEmpty();
    }

    @Test
    void whatIsNotSignedByItsCertificateFailsBeforeItIsSent() throws Exception {
        boots("a", "1.0");
        var firmware = Samples.bytes(10_000, 8);
        var other = Signer.named("CN=Other").sign("other".getBytes(US_ASCII));
        var image = image(firmware, Signer.named("CN=Firmware").pem(), other);

        var campaign = plan("\"image\":\"%s\"".formatted(image), "\"signed\":true");

        var finished = awaitState(campaign, "Finished");
        assertThat(finished.at("/chargePoints/0/reason").asString()).contains("not a signature");
        assertThat(correlation.calls(id("a"))).isEmpty();
    }

    @Test
    void anImageWhoseBytesAreLostFailsAndOthersGoOn() throws Exception {
        boots("a", "1.0");
        all(_ -> End.answered("{}"), "a");
        var firmware = Samples.bytes(10_000, 9);
        var signer = Signer.named("CN=Firmware");
        var image = image(firmware, signer.pem(), signer.sign(firmware));
        Files.delete(Path.of("target", "test-files", "stored", "images", image));

        var lost = plan("\"image\":\"%s\"".formatted(image), "\"signed\":true");

        assertThat(awaitState(lost, "Finished").at("/chargePoints/0/reason").asString())
                .contains("lost");
        var next = plan("\"waveSize\":1");
        awaitCalls("a", 1);
        installed("a");
        awaitState(next, "Finished");
    }

    /** §5.19: `retries` are the charge point's own, and it tells of each failure. */
    @Test
    void aDownloadThatIsTriedAgainIsHeardOut() {
        boots("a", "1.0");
        all(_ -> End.answered("{}"), "a");
        var campaign = plan("\"retries\":3,\"retryInterval\":600,\"failureLimit\":{\"count\":1}");
        awaitCalls("a", 1);

        reports("a", FirmwareStatus.DOWNLOADING, FirmwareStatus.DOWNLOAD_FAILED);
        await().until(() ->
                "Failed"
                        .equals(
                                rest.get("/firmware/jobs?campaignId=" + campaign)
                                        .body()
                                        .at("/items/0/state")
                                        .asString("")));
        installed("a");

        var finished = awaitState(campaign, "Finished");
        assertThat(finished.path("counts")).hasToString("{\"Succeeded\":1}");
    }

    @Test
    void aSuccessAfterTheFailureWasCountedCorrectsIt() {
        boots("a", "1.0");
        boots("b", "1.0");
        all(_ -> End.answered("{}"), "a", "b");
        var campaign = plan("\"waveSize\":1,\"failureLimit\":{\"count\":1}");
        awaitCalls("a", 1);
        reports("a", FirmwareStatus.DOWNLOADING, FirmwareStatus.INSTALLATION_FAILED);
        awaitState(campaign, "Stopped");

        installed("a");

        awaitCounts(campaign, "{\"Succeeded\":1,\"Waiting\":1}");
        assertThat(read(campaign).path("state").asString()).isEqualTo("Stopped");
    }

    /** The lock keeps the driver from placing the orders before the campaign is halted. */
    @Test
    void whatWasNotOrderedBeforeAHaltIsNotOrderedAfterIt() {
        all(_ -> End.answered("{}"), "a", "b");
        var paused = begunAndHalted("a", id -> new CampaignCommand.Pause(id, "t", Instant.now()));
        var cancelled =
                begunAndHalted("b", id -> new CampaignCommand.Cancel(id, "t", Instant.now()));

        awaitCounts(paused, "{\"Waiting\":1}");
        awaitCounts(cancelled, "{\"Cancelled\":1}");
        assertThat(correlation.calls(id("a"))).isEmpty();
        assertThat(correlation.calls(id("b"))).isEmpty();
        rest.post("/firmware/campaigns/" + paused + "/resume", "");
        awaitCalls("a", 1);
    }

    private String begunAndHalted(String name, Function<UUID, CampaignCommand> halt) {
        var campaign = UUID.randomUUID();
        var plan =
                new CampaignPlan(
                        "n",
                        "2.0",
                        null,
                        "https://x/fw-2",
                        false,
                        false,
                        10,
                        Duration.ZERO,
                        null,
                        null,
                        Duration.ZERO,
                        null,
                        null);
        var begin =
                new CampaignCommand.Begin(
                        campaign, plan, List.of(id(name)), List.of(), "t", Instant.now());
        var done = new AtomicBoolean();
        await().until(() -> {
            lock.alone(() -> {
                commands.sendAndWait(begin);
                commands.sendAndWait(new CampaignCommand.Advance(campaign, Instant.now()));
                commands.sendAndWait(halt.apply(campaign));
                done.set(true);
            });
            return done.get();
        });
        return campaign.toString();
    }

    @Test
    void whileAnotherReplicaDrivesThisOneWaits() {
        boots("a", "1.0");
        all(_ -> End.answered("{}"), "a");
        var done = new AtomicBoolean();
        await().until(() -> {
            lock.alone(() -> {
                plan("\"waveSize\":1");
                lock.alone(() -> fail("two at a time"));
                done.set(true);
            });
            return done.get();
        });
        awaitCalls("a", 1);
    }

    @Test
    void anOrderThatWaitsForAnAbsentChargePointFetchesNothingOnceCancelled() throws Exception {
        boots("a", "1.0");
        correlation.ends(id("nobody"), _ -> End.answered("{}")); // a's calls stay without end
        var image = image(Samples.bytes(1000, 3), null, null);
        var campaign = plan("\"image\":\"%s\"".formatted(image), "\"waveSize\":1");
        awaitCalls("a", 1);
        var location =
                Correlation.payload(correlation.calls(id("a")).getFirst())
                        .path("location")
                        .asString();
        assertThat(fetch(location).statusCode()).isEqualTo(200);

        rest.post("/firmware/campaigns/" + campaign + "/cancel", "");

        await().until(() -> fetch(location).statusCode() == 410);
        assertThat(read(campaign).path("counts")).hasToString("{\"Running\":1}");
    }

    @Test
    void planningAgainWithTheSameKeyIsTheSameCampaign() {
        all(_ -> End.answered("{}"), "a");
        var key = UUID.randomUUID().toString();
        var body =
                "{\"location\":\"https://x/y\",\"version\":\"2\",\"chargePoints\":{\"ids\":[\"%s\"]}}"
                        .formatted(id("a"));

        var first = rest.post("/firmware/campaigns", body, "Idempotency-Key", key);
        var again = rest.post("/firmware/campaigns", body, "Idempotency-Key", key);
        var other =
                rest.post(
                        "/firmware/campaigns",
                        body.replace("\"2\"", "\"3\""),
                        "Idempotency-Key",
                        key);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body().path("campaignId")).isEqualTo(first.body().path("campaignId"));
        assertThat(other.status()).isEqualTo(422);
    }

    @Test
    void chargePointsAreReadInPages() {
        for (var name : List.of("a", "b", "c")) {
            boots(name, "2.0");
        }
        var path = "/firmware/campaigns/" + plan("\"waveSize\":1") + "/charge-points";

        var first = rest.get(path + "?state=Skipped&limit=2").body();
        assertThat(first.at("/items/1/chargePointId").asString()).isEqualTo(id("b"));
        var rest2 = rest.get(path + "?limit=2&cursor=" + first.path("nextCursor").asString());
        assertThat(rest2.body().path("items")).hasSize(1);
        assertThat(rest.get(path + "?state=Lost").status()).isEqualTo(400);
    }

    @Test
    void aPlanWithoutTargetsOrVersionIsRefusedNamingTheField() {
        assertPointer("{\"location\":\"https://x/y\",\"version\":\"2\"}", "/chargePoints");
        assertPointer(
                "{\"location\":\"https://x/y\",\"version\":\"2\",\"chargePoints\":{}}",
                "/chargePoints");
        assertPointer(
                "{\"location\":\"https://x/y\",\"chargePoints\":{\"ids\":[\"a\"]}}", "/version");
        assertPointer("{\"version\":\"2\",\"chargePoints\":{\"ids\":[\"a\"]}}", "/location");
        assertPointer(
                "{\"location\":\"https://x/y\",\"version\":\"2\",\"waveSize\":0,\"chargePoints\":{\"ids\":[\"a\"]}}",
                "/waveSize");
        assertPointer(
                "{\"location\":\"https://x/y\",\"version\":\"2\",\"waveSize\":1001,\"chargePoints\":{\"ids\":[\"a\"]}}",
                "/waveSize");
        assertPointer(
                "{\"location\":\"https://x/y\",\"version\":\"2\",\"whenOnline\":2592001,\"chargePoints\":{\"ids\":[\"a\"]}}",
                "/whenOnline");
        assertPointer(
                "{\"location\":\"https://x/y\",\"version\":\"2\",\"chargePoints\":{\"ids\":[\"a\",null]}}",
                "/chargePoints/ids/1");
        assertPointer(
                "{\"location\":\"https://x/y\",\"version\":\"2\",\"chargePoints\":{\"ids\":[\"a\"],\"model\":\"m\"}}",
                "/chargePoints/ids");
        assertPointer(
                "{\"location\":\"https://x/y\",\"version\":\"2\",\"failurelimit\":{},\"chargePoints\":{\"ids\":[\"a\"]}}",
                "/failurelimit");
    }

    private void assertPointer(String body, String pointer) {
        var answer = rest.post("/firmware/campaigns", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("pointer").asString()).isEqualTo(pointer);
    }

    private String plan(String more) {
        return plan("\"location\":\"https://x/fw-2\"", more);
    }

    private String plan(String source, String more) {
        var body =
                """
                {%s,"version":"2.0","chargePoints":{"model":"%s"},%s}\
                """
                        .formatted(source, model, more);
        var answer = rest.post("/firmware/campaigns", body);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer.body().path("campaignId").asString();
    }

    private String id(String name) {
        return model + "-" + name;
    }

    private void all(Function<Call, End> how, String... names) {
        for (var name : names) {
            correlation.ends(id(name), how);
        }
    }

    private void boots(String name, String version) {
        try (var chargePoints = new OtherService(Owner.CHARGEPOINT)) {
            chargePoints.publishes(
                    id(name),
                    new ChargePointBooted(
                            id(name),
                            Registration.ACCEPTED,
                            "Mainspring",
                            model,
                            null,
                            null,
                            version,
                            null,
                            null,
                            null,
                            null,
                            Instant.now()));
        }
        await().until(() -> knows(name, version));
    }

    private boolean knows(String name, String version) {
        return fleet.find(id(name)).filter(m -> version.equals(m.firmwareVersion())).isPresent();
    }

    /** The id of a stored image. */
    private String image(byte[] bytes, @Nullable String certificate, @Nullable String signature)
            throws Exception {
        var query =
                certificate == null
                        ? ""
                        : "&signingCertificate=%s&signature=%s"
                                .formatted(
                                        URLEncoder.encode(certificate, UTF_8),
                                        URLEncoder.encode(signature, UTF_8));
        return new Http(port).image("fw.bin" + query, bytes);
    }

    private HttpResponse<byte[]> fetch(String location) throws Exception {
        var http = new Http(port);
        return http.get(http.here(URI.create(location)));
    }

    private void installed(String name) {
        reports(
                name,
                FirmwareStatus.DOWNLOADING,
                FirmwareStatus.DOWNLOADED,
                FirmwareStatus.INSTALLING,
                FirmwareStatus.INSTALLED);
    }

    private void reports(String name, FirmwareStatus... statuses) {
        for (var status : statuses) {
            gateway.send(id(name), new FirmwareStatusNotification.Request(status));
        }
    }

    private void awaitCalls(String name, int number) {
        await().atMost(Duration.ofSeconds(15))
                .until(() -> correlation.calls(id(name)).size() == number);
    }

    private JsonNode awaitState(String campaign, String state) {
        return awaitView(campaign, view -> state.equals(view.path("state").asString("")));
    }

    private void awaitCounts(String campaign, String counts) {
        awaitView(campaign, view -> counts.equals(view.path("counts").toString()));
    }

    private JsonNode awaitView(String campaign, Predicate<JsonNode> until) {
        return await().atMost(Duration.ofSeconds(20)).until(() -> read(campaign), until);
    }

    private JsonNode read(String campaign) {
        return rest.get("/firmware/campaigns/" + campaign).body();
    }
}
