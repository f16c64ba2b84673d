package io.mainspring.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.v16.action.BootNotification;
import io.mainspring.ocpp.v16.action.ChangeAvailability;
import io.mainspring.ocpp.v16.action.ChangeConfiguration;
import io.mainspring.ocpp.v16.action.ClearChargingProfile;
import io.mainspring.ocpp.v16.action.FirmwareStatusNotification;
import io.mainspring.ocpp.v16.action.GetLocalListVersion;
import io.mainspring.ocpp.v16.action.RemoteStartTransaction;
import io.mainspring.ocpp.v16.action.ReserveNow;
import io.mainspring.ocpp.v16.action.Reset;
import io.mainspring.ocpp.v16.action.SendLocalList;
import io.mainspring.ocpp.v16.action.SetChargingProfile;
import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.ocpp.v16.action.UpdateFirmware;
import io.mainspring.ocpp.v16.type.AvailabilityStatus;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.ocpp.v16.type.ChargingProfileStatus;
import io.mainspring.ocpp.v16.type.ClearChargingProfileStatus;
import io.mainspring.ocpp.v16.type.ConfigurationStatus;
import io.mainspring.ocpp.v16.type.FirmwareStatus;
import io.mainspring.ocpp.v16.type.RemoteStartStopStatus;
import io.mainspring.ocpp.v16.type.ReservationStatus;
import io.mainspring.ocpp.v16.type.ResetStatus;
import io.mainspring.ocpp.v16.type.UpdateStatus;
import io.mainspring.scenarios.bed.ChargingLoad;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.scenarios.bed.TestChargePoint;
import io.mainspring.simulator.scripted.Asked;
import io.mainspring.simulator.scripted.ChargePoint;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Each service is away once, under load, with something of every service half done. What is under way goes on meanwhile:
 * the charge points answer what they were asked, and say what they have to say.
 */
@OnThePlatform
@DisplayName("Killing any one process loses nothing")
class RestartScenario {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CHARGE_POINTS = 6;
    private static final String KEY = "00112233445566778899AABBCCDDEEFF00112233";
    private static final String ANSWER_TIMEOUT = "mainspring.correlation.answer-timeout";

    /** All but correlation, whose turn is the last. */
    private static final List<String> SERVICES =
            List.of(
                    "chargepoint",
                    "auth",
                    "transaction",
                    "smartcharging",
                    "firmware",
                    "reservation");

    private final TestBed bed;
    private final Set<TestChargePoint> connected = ConcurrentHashMap.newKeySet();
    private final Set<String> commands = ConcurrentHashMap.newKeySet();

    /** Something under way: what its charge point does while a service is away, and how it must end. */
    private record Errand(Runnable meanwhile, Runnable end) {}

    RestartScenario(TestBed bed) {
        this.bed = bed;
    }

    @AfterEach
    void hangUp() {
        connected.forEach(chargePoint -> chargePoint.wire().close());
    }

    @Test
    @DisplayName("Each service ends and starts anew under load, with a command of each in flight")
    void each_service_is_away_once() throws InterruptedException {
        var identities = IntStream.range(0, CHARGE_POINTS).mapToObj(_ -> bed.identity()).toList();
        var idTags = IntStream.range(2, CHARGE_POINTS).mapToObj(_ -> bed.idTag()).toList();
        try (var load = new ChargingLoad(bed.platform().ocppUri(), identities, idTags)) {
            load.start();
            var usual = System.setProperty(ANSWER_TIMEOUT, "120s"); // longer than anybody is away
            bed.platform().restartService("correlation", () -> load.awaitReports(5));
            load.awaitRounds(1);
            SERVICES.forEach(service -> isAway(service, load));
            System.setProperty(ANSWER_TIMEOUT, usual == null ? "30s" : usual);
            isAway("correlation", load);

            load.finish();
            assertThat(load.repeatedEvents()).as("events are acknowledged without them").isEmpty();
            load.isStored(bed.database());
            assertThat(identities)
                    .allSatisfy(identity -> assertThat(status(identity)).isEqualTo("Available"));
            bed.outcomes(commands)
                    .forEach((command, count) ->
                            assertThat(count).as("ends of command %s", command).isEqualTo(1));
        }
    }

    private void isAway(String service, ChargingLoad load) {
        var errands =
                atOnce(
                        List.<Function<String, Errand>>of(
                                this::availability,
                                this::upgrade,
                                this::list,
                                this::remoteStart,
                                this::profile,
                                this::site,
                                this::update,
                                this::reservation),
                        begin -> begin.apply(service));
        bed.platform()
                .restartService(
                        service,
                        () -> {
                            atOnce(errands, errand -> run(errand.meanwhile()));
                            load.awaitReports(5);
                        });
        load.awaitRounds(1);
        atOnce(errands, errand -> run(errand.end()));
    }

    // ---- what is under way

    private Errand availability(String away) {
        var chargePoint = chargePoint();
        var command =
                command(
                        "charge-points/" + chargePoint.identity() + "/change-availability",
                        "{\"connectorId\":1,\"type\":\"Inoperative\"}");
        var asked = chargePoint.expect(ChangeAvailability.Request.class);
        return new Errand(
                () -> {
                    asked.answer(new ChangeAvailability.Response(AvailabilityStatus.ACCEPTED));
                    chargePoint.status(1, ChargePointStatus.UNAVAILABLE);
                },
                () -> {
                    isAnswered(command);
                    await().atMost(PATIENCE)
                            .until(() -> status(chargePoint.identity()).equals("Unavailable"));
                    leaves(chargePoint);
                });
    }

    private Errand upgrade(String away) {
        var identity = bed.registered(1, KEY);
        var chargePoint =
                booted(
                        ChargePoint.at(bed.platform().ocppUri())
                                .named(identity)
                                .key(HexFormat.of().parseHex(KEY)));
        var path = "/api/v1/charge-points/" + identity;
        bed.operator().post(path + "/security-profile", "{\"securityProfile\":2}").expect(202);
        var asked = chargePoint.expect(ChangeConfiguration.Request.class);
        return new Errand(
                () -> asked.answer(new ChangeConfiguration.Response(ConfigurationStatus.ACCEPTED)),
                () -> {
                    chargePoint
                            .expect(Reset.Request.class)
                            .answer(new Reset.Response(ResetStatus.ACCEPTED));
                    chargePoint.wire().abort();
                    chargePoint
                            .wire()
                            .reconnect(how ->
                                    how.endpoint(bed.platform().ocppsUri())
                                            .tls(bed.tls().trusting()));
                    chargePoint.booted();
                    becomes(path + "/security-profile-upgrades/1", "state", "Completed");
                    leaves(chargePoint);
                });
    }

    private Errand list(String away) {
        var chargePoint = chargePoint();
        var idTag = bed.idTag();
        var path = "/api/v1/local-lists/" + chargePoint.identity();
        bed.operator()
                .put(path, "{\"source\":\"idTags\",\"idTags\":[\"" + idTag.value() + "\"]}")
                .expect(200);
        bed.operator().postAndLeave(path + "/synchronize", "").expect(202);
        var asked = chargePoint.expect(GetLocalListVersion.Request.class);
        return new Errand(
                () -> asked.answer(new GetLocalListVersion.Response(0)),
                () -> {
                    var list = chargePoint.expect(SendLocalList.Request.class);
                    assertThat(list.request().localAuthorizationList()).hasSize(1);
                    list.answer(new SendLocalList.Response(UpdateStatus.ACCEPTED));
                    becomes(path, "state", "InSync");
                    assertThat(
                                    bed.operator()
                                            .get(path)
                                            .body()
                                            .path("synchronization")
                                            .isMissingNode())
                            .isTrue();
                    leaves(chargePoint);
                });
    }

    private Errand remoteStart(String away) {
        var chargePoint = chargePoint();
        var idTag = bed.idTag();
        var command =
                command(
                        "transactions/remote-start",
                        "{\"chargePointId\":\"%s\",\"connectorId\":1,\"idTag\":\"%s\"}"
                                .formatted(chargePoint.identity(), idTag.value()));
        var asked = chargePoint.expect(RemoteStartTransaction.Request.class);
        return new Errand(
                () -> {
                    asked.answer(
                            new RemoteStartTransaction.Response(RemoteStartStopStatus.ACCEPTED));
                    chargePoint.status(1, ChargePointStatus.PREPARING);
                },
                () -> {
                    isAnswered(command);
                    var id = chargePoint.started(1, idTag, 0, TestChargePoint.now());
                    await().atMost(PATIENCE)
                            .untilAsserted(() ->
                                    assertThat(
                                                    bed.operator()
                                                            .get("/api/v1/transactions/" + id)
                                                            .text("remoteStartId"))
                                            .isEqualTo(command));
                    leaves(chargePoint);
                });
    }

    /** For a charge point that is absent, and comes while the service is. */
    private Errand profile(String away) {
        var chargePoint = chargePoint();
        var identity = chargePoint.identity();
        chargePoint.wire().abort();
        await().atMost(PATIENCE)
                .until(() ->
                        !bed.operator()
                                .get("/api/v1/connections/" + identity)
                                .body()
                                .path("connected")
                                .asBoolean(true));
        var command =
                command(
                        "charging-profiles/set",
                        """
                        {"chargePointId":"%s","connectorId":1,"csChargingProfiles":{"chargingProfileId":7,
                         "stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile",
                         "chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A",
                         "chargingSchedulePeriod":[{"startPeriod":0,"limit":9.0}]}}}\
                        """
                                .formatted(identity));
        Runnable takesIt = () -> accepts(chargePoint.expect(SetChargingProfile.Request.class));
        var isDelivered = !away.equals("correlation");
        return new Errand(
                () -> {
                    chargePoint.wire().reconnect();
                    if (isDelivered) {
                        takesIt.run();
                    }
                },
                () -> {
                    if (!isDelivered) {
                        takesIt.run();
                    }
                    isAnswered(command);
                    await().atMost(PATIENCE)
                            .untilAsserted(() ->
                                    assertThat(
                                                    bed.operator()
                                                            .get(
                                                                    "/api/v1/charging-profiles?chargePointId="
                                                                            + identity)
                                                            .expect(200)
                                                            .path("items"))
                                            .hasSize(1));
                    leaves(chargePoint);
                });
    }

    private Errand site(String away) {
        var first = chargePoint();
        var second = chargePoint();
        var path =
                "/api/v1/sites/"
                        + bed.operator()
                                .post(
                                        "/api/v1/sites",
                                        """
                                        {"name": "Two", "gridLimit": {"unit": "A", "limit": 32},
                                         "members": [{"chargePointId": "%s"}, {"chargePointId": "%s"}]}
                                        """
                                                .formatted(first.identity(), second.identity()))
                                .expect(201)
                                .path("siteId")
                                .asString();
        takes(first, ChargingProfilePurpose.TX_DEFAULT_PROFILE, "6");
        takes(second, ChargingProfilePurpose.TX_DEFAULT_PROFILE, "6");
        first.started(1, bed.idTag(), 0, TestChargePoint.now());
        var idTag = bed.idTag();
        var alone = first.expect(SetChargingProfile.Request.class);
        return new Errand(
                () -> accepts(alone),
                () -> {
                    second.started(1, idTag, 0, TestChargePoint.now());
                    takes(first, ChargingProfilePurpose.TX_PROFILE, "16");
                    takes(second, ChargingProfilePurpose.TX_PROFILE, "16");
                    assertThat(
                                    bed.operator()
                                            .get(path + "/allocation")
                                            .expect(200)
                                            .path("allowed")
                                            .asDouble())
                            .isLessThanOrEqualTo(32);
                    bed.operator().delete(path).expect(204);
                    for (var chargePoint : List.of(first, second, first, second)) {
                        chargePoint
                                .expect(ClearChargingProfile.Request.class)
                                .answer(
                                        new ClearChargingProfile.Response(
                                                ClearChargingProfileStatus.ACCEPTED));
                    }
                    leaves(first);
                    leaves(second);
                });
    }

    private Errand update(String away) {
        var chargePoint = chargePoint();
        var command =
                command(
                        "firmware/update",
                        "{\"chargePointId\":\"%s\",\"location\":\"ftp://files.example/firmware-2.bin\"}"
                                .formatted(chargePoint.identity()));
        var asked = chargePoint.expect(UpdateFirmware.Request.class);
        return new Errand(
                () -> {
                    asked.answer(new UpdateFirmware.Response());
                    says(chargePoint, FirmwareStatus.DOWNLOADING);
                    says(chargePoint, FirmwareStatus.DOWNLOADED);
                    says(chargePoint, FirmwareStatus.INSTALLING);
                },
                () -> {
                    isAnswered(command);
                    chargePoint.send(
                            new BootNotification.Request(
                                    "Mainspring",
                                    "Pendulum",
                                    "SN-1",
                                    null,
                                    "2.0",
                                    null,
                                    null,
                                    null,
                                    null));
                    chargePoint.available();
                    says(chargePoint, FirmwareStatus.INSTALLED);
                    var jobs = "/api/v1/firmware/jobs?chargePointId=" + chargePoint.identity();
                    await().atMost(PATIENCE)
                            .untilAsserted(() ->
                                    assertThat(
                                                    bed.operator()
                                                            .get(jobs)
                                                            .expect(200)
                                                            .path("items")
                                                            .valueStream()
                                                            .map(job -> text(job, "state")))
                                            .containsExactly("Succeeded"));
                    leaves(chargePoint);
                });
    }

    private Errand reservation(String away) {
        var chargePoint = chargePoint();
        var idTag = bed.idTag();
        var expiry = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        var command =
                command(
                        "reservations",
                        "{\"chargePointId\":\"%s\",\"connectorId\":1,\"idTag\":\"%s\",\"expiryDate\":\"%s\"}"
                                .formatted(chargePoint.identity(), idTag.value(), expiry));
        var asked = chargePoint.expect(ReserveNow.Request.class);
        var path = "/api/v1/reservations/" + asked.request().reservationId();
        return new Errand(
                () -> {
                    asked.answer(new ReserveNow.Response(ReservationStatus.ACCEPTED));
                    chargePoint.status(1, ChargePointStatus.RESERVED);
                },
                () -> {
                    isAnswered(command);
                    becomes(path, "state", "Accepted");
                    chargePoint.send(
                            new StartTransaction.Request(
                                    1,
                                    idTag,
                                    0,
                                    asked.request().reservationId(),
                                    TestChargePoint.now()));
                    becomes(path, "state", "Used");
                    leaves(chargePoint);
                });
    }

    // ----

    private TestChargePoint chargePoint() {
        return booted(ChargePoint.at(bed.platform().ocppUri()).named(bed.identity()));
    }

    private TestChargePoint booted(ChargePoint.Dialling dialling) {
        var chargePoint = TestChargePoint.over(dialling.patience(PATIENCE).connect());
        connected.add(chargePoint);
        return chargePoint.booted();
    }

    /** Judges what the charge point has been sent: each request once, and nothing else. */
    private void leaves(TestChargePoint chargePoint) {
        connected.remove(chargePoint);
        chargePoint.close();
    }

    private static void takes(
            TestChargePoint chargePoint, ChargingProfilePurpose purpose, String amperes) {
        var asked = chargePoint.expect(SetChargingProfile.Request.class);
        var profile = asked.request().csChargingProfiles();
        assertThat(profile.chargingProfilePurpose()).isEqualTo(purpose);
        assertThat(profile.chargingSchedule().chargingSchedulePeriod().getFirst().limit())
                .isEqualByComparingTo(amperes);
        accepts(asked);
    }

    private static void accepts(
            Asked<SetChargingProfile.Response, SetChargingProfile.Request> asked) {
        asked.answer(new SetChargingProfile.Response(ChargingProfileStatus.ACCEPTED));
    }

    private static void says(TestChargePoint chargePoint, FirmwareStatus status) {
        chargePoint.send(new FirmwareStatusNotification.Request(status));
    }

    /** @return the command's id */
    private String command(String path, String body) {
        var command = bed.operator().postAndLeave("/api/v1/" + path, body).expect(202);
        var id = text(command, "commandId");
        commands.add(id);
        return id;
    }

    private void isAnswered(String command) {
        becomes("/api/v1/commands/" + command, "status", "Answered");
    }

    private void becomes(String path, String field, String value) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    var read = bed.operator().get(path);
                    assertThat(read.text(field)).as("%s", read).isEqualTo(value);
                });
    }

    private String status(String identity) {
        var connectors =
                bed.operator().get("/api/v1/charge-points/" + identity + "/connectors").body();
        return connectors
                .valueStream()
                .filter(connector -> connector.path("connectorId").asInt(-1) == 1)
                .map(connector -> text(connector, "status"))
                .findFirst()
                .orElse("");
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private static boolean run(Runnable runnable) {
        runnable.run();
        return true;
    }

    private static <T, R> List<R> atOnce(List<T> all, Function<T, R> what) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = all.stream().map(one -> threads.submit(() -> what.apply(one))).toList();
            return running.stream().map(RestartScenario::result).toList();
        }
    }

    private static <R> R result(Future<R> running) {
        try {
            return running.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Error failure
                    ? failure
                    : new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
