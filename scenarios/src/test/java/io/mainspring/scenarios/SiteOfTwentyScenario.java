package io.mainspring.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.simulator.chargepoint.ChargePointObserver;
import io.mainspring.simulator.chargepoint.ConfigurationKey;
import io.mainspring.simulator.chargepoint.Outlet;
import io.mainspring.simulator.chargepoint.Setup;
import io.mainspring.simulator.chargepoint.SimulatedChargePoint;
import io.mainspring.simulator.chargepoint.TlsSetup;
import io.mainspring.simulator.chargepoint.Vehicle;
import io.mainspring.simulator.fleet.Fleet;
import io.mainspring.simulator.scripted.ChargePoint;
import io.mainspring.simulator.wire.HandshakeRefused;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What docs/site-of-twenty.md tells, with the requests that it tells. */
@OnThePlatform
@DisplayName("A site of twenty: one grid limit, one updated, one reserved, one raised to profile 3")
class SiteOfTwentyScenario {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int GRID_LIMIT = 160;
    private static final int CHARGING = 12;

    private final TestBed bed;

    SiteOfTwentyScenario(TestBed bed) {
        this.bed = bed;
    }

    @Test
    @DisplayName("All of it at the same time, seen through the API, on Kafka and at the meters")
    void a_site_of_twenty() {
        var meters = new Meters();
        var setups = IntStream.range(0, 20).mapToObj(_ -> setup(bed.identity())).toList();
        try (var fleet = new Fleet(setups, 1, 7, meters)) {
            fleet.powerOn(0);
            var chargePoints = fleet.chargePoints();
            chargePoints.forEach(cp -> bed.events().await("charge-point.booted.v1", cp.identity()));

            var site = site(chargePoints);
            chargePoints.forEach(
                    cp -> bed.events().await("charging-profile.installed.v1", cp.identity()));
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(allocation(site).path("chargePoints"))
                                    .hasSize(20)
                                    .allMatch(cp -> cp.path("secured").asBoolean(false)));

            chargePoints.stream().limit(CHARGING).forEach(this::charge);
            var updated = chargePoints.get(CHARGING).identity();
            var reserved = chargePoints.get(CHARGING + 1).identity();
            var raised = chargePoints.get(CHARGING + 2).identity();
            update(updated);
            reserve(reserved);
            raise(raised);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> {
                        staysInside(site, meters);
                        assertThat(meters.drawing()).isEqualTo(CHARGING);
                        assertThat(meters.sum()).isGreaterThan(0.8 * GRID_LIMIT);
                    });
            var dark = chargePoints.get(0);
            dark.loop()
                    .execute(() -> {
                        dark.losePower();
                        meters.wentDark(dark.identity());
                    });
            chargePoints.get(1).loop().execute(chargePoints.get(1)::loseConnection);
            await().during(Duration.ofSeconds(6))
                    .atMost(PATIENCE)
                    .untilAsserted(() -> staysInside(site, meters));

            isUpdated(updated);
            isReserved(reserved);
            isRaised(raised);
            assertThat(bed.events().of("site.limit-changed.v1", site)).isNotEmpty();
            assertThat(bed.events().await("site.allocation-changed.v1", site).data().path("shares"))
                    .isNotNull();
            assertThat(meters.worst())
                    .as("A per phase, at any moment")
                    .isLessThanOrEqualTo(GRID_LIMIT);
            bed.operator().delete("/api/v1/sites/" + site).expect(204);
        }
    }

    private Setup setup(String identity) {
        return Setup.of(bed.platform().ocppUri(), identity)
                .withModel("Pendulum 22", List.of(Outlet.ac(3, 32), Outlet.ac(3, 32)))
                .withTls(new TlsSetup(bed.platform().ocppsUri(), bed.tls().trusting()))
                .withConfiguration(Map.of(ConfigurationKey.METER_VALUE_SAMPLE_INTERVAL, "1"))
                .withPace(TestBed.QUICK);
    }

    private String site(List<SimulatedChargePoint> chargePoints) {
        var members =
                chargePoints.stream()
                        .map(cp ->
                                "{\"chargePointId\":\"%s\",\"connectors\":2,\"maxCurrent\":32}"
                                        .formatted(cp.identity()))
                        .collect(Collectors.joining(","));
        return bed.operator()
                .post(
                        "/api/v1/sites",
                        """
                        {"name": "Depot", "gridLimit": {"unit": "A", "limit": %d},
                         "settings": {"interval": 5}, "members": [%s]}
                        """
                                .formatted(GRID_LIMIT, members))
                .expect(201)
                .path("siteId")
                .asString();
    }

    /** A car that would take all that its connector gives. */
    private void charge(SimulatedChargePoint chargePoint) {
        var idTag = bed.idTag();
        chargePoint
                .loop()
                .execute(() -> {
                    chargePoint.plugIn(1, new Vehicle(93_000, 0.2, 3, 32, 250_000));
                    chargePoint.present(1, idTag);
                });
    }

    private void update(String identity) {
        var image =
                bed.operator()
                        .upload(
                                "/api/v1/firmware/images?fileName=firmware-2.0.bin",
                                "firmware 2.0".getBytes(UTF_8))
                        .expect(201)
                        .path("imageId")
                        .asString();
        bed.operator()
                .post(
                        "/api/v1/firmware/update",
                        "{\"chargePointId\":\"%s\",\"image\":\"%s\"}".formatted(identity, image))
                .expect(200);
    }

    private void reserve(String identity) {
        var expiry = Instant.now().plus(10, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
        bed.operator()
                .reserve(
                        identity,
                        "\"connectorId\":1,\"idTag\":\"%s\",\"expiryDate\":\"%s\""
                                .formatted(bed.idTag().value(), expiry))
                .isAnswered("Accepted");
    }

    private void raise(String identity) {
        bed.operator()
                .post(
                        "/api/v1/charge-points/" + identity + "/security-profile",
                        "{\"securityProfile\":3,\"installRootCertificate\":true}")
                .expect(202);
    }

    /** What the platform believes in the worst case, and what the meters really showed. */
    private void staysInside(String site, Meters meters) {
        var allocation = allocation(site);
        assertThat(allocation.path("allowed").asDouble()).isLessThanOrEqualTo(GRID_LIMIT);
        assertThat(allocation.path("reserved").asDouble()).isLessThanOrEqualTo(GRID_LIMIT);
        assertThat(meters.worst()).isLessThanOrEqualTo(GRID_LIMIT);
    }

    private void isUpdated(String identity) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    var jobs =
                            bed.operator().get("/api/v1/firmware/jobs?chargePointId=" + identity);
                    assertThat(jobs.expect(200).path("items").path(0).path("status").asString(""))
                            .isEqualTo("Installed");
                    assertThat(
                                    bed.operator()
                                            .get("/api/v1/charge-points/" + identity)
                                            .expect(200)
                                            .path("boot")
                                            .path("firmwareVersion")
                                            .asString(""))
                            .isEqualTo("2.0");
                });
        bed.events().await("firmware.update-ended.v1", identity);
    }

    private void isReserved(String identity) {
        var reservations = bed.operator().get("/api/v1/reservations?chargePointId=" + identity);
        assertThat(reservations.expect(200).path("items").path(0).path("state").asString(""))
                .isEqualTo("Accepted");
        bed.events().await("reservation.accepted.v1", identity);
    }

    private void isRaised(String identity) {
        var upgrade = "/api/v1/charge-points/" + identity + "/security-profile-upgrades/1";
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(bed.operator().get(upgrade).text("state"))
                                .as("%s", bed.operator().get(upgrade))
                                .isEqualTo("Completed"));
        await().untilAsserted(() ->
                assertThat(
                                bed.operator()
                                        .get("/api/v1/connections/" + identity)
                                        .expect(200)
                                        .path("securityProfile")
                                        .asInt(-1))
                        .isEqualTo(3));
        bed.events().await("charge-point.security-profile-changed.v1", identity);
        assertThatThrownBy(() -> ChargePoint.at(bed.platform().ocppUri()).named(identity).connect())
                .isInstanceOf(HandshakeRefused.class);
    }

    private void biShows(String sql, String id) {
        bed.database().awaitRow("bi_reader", sql, id);
    }

    private JsonNode allocation(String site) {
        return bed.operator().get("/api/v1/sites/" + site + "/allocation").expect(200);
    }

    /**
     * What the cars draw, in A per phase. A meter speaks once a second, so what another one said may be a second old: of
     * each connector's last two samples the lower one counts, or a share that has just moved would be counted twice. Who is not
     * connected any more is still heard here.
     */
    private static final class Meters implements ChargePointObserver {

        private static final double WATTS_PER_AMPERE = 3 * 230;

        private final Map<String, double[]> samples = new ConcurrentHashMap<>();
        private final AtomicReference<Double> worst = new AtomicReference<>(0.0);

        @Override
        public void sampled(String chargePoint, int connectorId, double powerW, long energyWh) {
            samples.compute(
                    chargePoint + '/' + connectorId,
                    (_, last) ->
                            new double[] {
                                powerW / WATTS_PER_AMPERE,
                                last == null ? powerW / WATTS_PER_AMPERE : last[0]
                            });
            worst.accumulateAndGet(sum(), Math::max);
        }

        void wentDark(String chargePoint) {
            samples.keySet().removeIf(connector -> connector.startsWith(chargePoint + '/'));
        }

        double sum() {
            return samples.values().stream().mapToDouble(s -> Math.min(s[0], s[1])).sum();
        }

        long drawing() {
            return samples.values().stream().filter(s -> s[0] > 0).count();
        }

        double worst() {
            return worst.get();
        }
    }
}
