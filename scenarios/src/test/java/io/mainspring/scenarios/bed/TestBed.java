package io.mainspring.scenarios.bed;

import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.v16.action.Authorize;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.simulator.chargepoint.Backoff;
import io.mainspring.simulator.chargepoint.Pace;
import io.mainspring.simulator.scripted.ChargePoint;
import io.mainspring.simulator.wire.ClientTls;
import io.mainspring.simulator.wire.HandshakeRefused;
import io.mainspring.standalone.Platform;
import io.mainspring.standalone.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The platform with two gateways, and whoever deals with it. Identities and idTags are never given out twice. */
public final class TestBed implements AutoCloseable {

    /** Of simulated charge points, for people who do not want to wait. */
    public static final Pace QUICK =
            new Pace(
                    Duration.ofMillis(300),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1)),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1));

    private static final Duration WARM = Duration.ofMillis(300);

    private final Path data;
    private final Platform platform;
    private final Operator operator;
    private final Events events;
    private final Database database;
    private final TlsMaterials tls;
    private final AtomicInteger given = new AtomicInteger();

    private TestBed() {
        // what scenarios need to be otherwise than an installation has it
        System.setProperty("mainspring.correlation.answer-timeout", "5s");
        System.setProperty("mainspring.transaction.concurrent-transactions-per-id-tag", "1");
        try {
            data = Files.createTempDirectory("mainspring-scenarios");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        platform = Platform.start(Settings.onFreePorts(data).withGateways(2));
        operator = new Operator(platform.httpUri(), platform.adminKey());
        events = new Events(platform.kafkaBootstrap());
        database = new Database(platform.jdbcUrl(), platform::databasePassword);
        tls = new TlsMaterials(platform);
    }

    static TestBed start() {
        var bed = new TestBed();
        bed.warmUp();
        return bed;
    }

    /** The time limits of the conformance tool are meant for a system that runs, not for one whose classes still load. */
    private void warmUp() {
        var tag = idTag();
        try (var chargePoint = chargePoint().booted()) {
            for (var attempt = 0; attempt < 50; attempt++) {
                var sent = chargePoint.wire().submit(new Authorize.Request(tag));
                sent.awaitFrame();
                if (sent.took().compareTo(WARM) < 0) {
                    break;
                }
            }
            var transactionId = chargePoint.charging(tag);
            chargePoint.stop(transactionId, 1, null, null);
            chargePoint.wire().forget();
        }
    }

    public Operator operator() {
        return operator;
    }

    public Events events() {
        return events;
    }

    public Database database() {
        return database;
    }

    /** How many ends each of these commands has had so far, by its id. */
    public Map<String, Integer> outcomes(Collection<String> commands) {
        return Outcomes.count(platform.kafkaBootstrap(), commands);
    }

    public Platform platform() {
        return platform;
    }

    /** An identity nobody has had. */
    public String identity() {
        return "CP-" + given.incrementAndGet();
    }

    /** A charge point that nobody has registered: the platform accepts unknown ones. Connected, not booted. */
    public TestChargePoint chargePoint() {
        return TestChargePoint.connected(platform.ocppUri(), identity());
    }

    /** The same at one of the two gateways. */
    public TestChargePoint chargePointAt(URI gateway) {
        return TestChargePoint.connected(gateway, identity());
    }

    /** What charge points need to speak TLS with the platform. */
    public TlsMaterials tls() {
        return tls;
    }

    /**
     * Registers a charge point with this security profile; the gateways know it when this returns.
     *
     * @param key hexadecimal, null where the profile needs none
     * @return its identity, which nobody has had
     */
    public String registered(int securityProfile, @Nullable String key) {
        var identity = identity();
        var more = key == null ? "" : ",\"authorizationKey\":\"" + key + "\"";
        operator.post(
                        "/api/v1/charge-points",
                        "{\"chargePointId\":\"%s\",\"securityProfile\":%d%s}"
                                .formatted(identity, securityProfile, more))
                .expect(201);
        await().until(() ->
                platform.ocppUris().stream()
                        .noneMatch(gateway -> letsInStrangers(gateway, identity)));
        return identity;
    }

    /** Nothing but its security profile keeps it out: before, it is unknown and so let in. */
    private static boolean letsInStrangers(URI gateway, String identity) {
        try (var _ = ChargePoint.at(gateway).named(identity).connect()) {
            return true;
        } catch (HandshakeRefused _) {
            return false;
        }
    }

    /** Dials by TLS, trusting the platform's authority; the rest is the scenario's. */
    public ChargePoint.Dialling tlsDialling(String identity) {
        return ChargePoint.at(platform.ocppsUri()).named(identity).tls(tls.trusting());
    }

    /** Security profile 2: connected by TLS with this key. */
    public TestChargePoint tlsChargePoint(String identity, byte[] key) {
        return TestChargePoint.over(tlsDialling(identity).key(key).connect());
    }

    /** Security profile 3: connected by TLS with the certificate in there, such as {@link TlsMaterials#certified}. */
    public TestChargePoint tlsChargePoint(String identity, ClientTls certificate) {
        return TestChargePoint.over(tlsDialling(identity).tls(certificate).connect());
    }

    /** An idTag nobody has registered. */
    public IdToken unknownIdTag() {
        return new IdToken("TAG-" + given.incrementAndGet());
    }

    /** A registered idTag that may charge. */
    public IdToken idTag() {
        return idTag("{\"status\":\"Accepted\"}");
    }

    /** A registered idTag on these terms (the body of PUT /id-tags/...), known to every service. */
    public IdToken idTag(String terms) {
        var tag = unknownIdTag();
        operator.put("/api/v1/id-tags/" + tag.value(), terms).expect(201);
        database.awaitRow("transaction", "select 1 from id_tag where id_tag_key = ?", tag.key());
        return tag;
    }

    @Override
    public void close() throws IOException {
        events.close();
        platform.close();
        try (var files = Files.walk(data)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
