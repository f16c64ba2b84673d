package io.mainspring.benchmarks.load;

import io.mainspring.chargepoint.certificate.EmbeddedCertificateAuthority;
import io.mainspring.chargepoint.certificate.KeyAlgorithm;
import io.mainspring.simulator.chargepoint.ConfigurationKey;
import io.mainspring.simulator.chargepoint.Setup;
import io.mainspring.simulator.chargepoint.TlsSetup;
import io.mainspring.simulator.wire.ClientTls;
import io.mainspring.simulator.wire.Handshake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A charge point that the platform has been told of, and what it proves itself with.
 *
 * @param key null in security profile 3
 * @param tls null in security profile 1
 */
record Registered(String id, int securityProfile, byte @Nullable [] key, @Nullable TlsSetup tls) {

    private static final int AT_ONCE = 16;
    private static final int KEY_BYTES = 20;
    private static final String ORGANIZATION = "Mainspring";
    private static final Duration VALIDITY = Duration.ofDays(1);
    private static final Duration ADMISSIONS_TRAVEL = Duration.ofSeconds(5);

    /** Registers them over REST and gives the gateways time to know it. */
    static List<Registered> all(
            Instance instance, Report report, String prefix, int count, int securityProfile)
            throws InterruptedException, IOException {
        var random = RandomGenerator.of("L64X128MixRandom");
        var secrets = new Secrets(instance.addresses(), securityProfile);
        var all =
                Names.chargePoints(prefix, count).stream()
                        .map(id ->
                                new Registered(
                                        id,
                                        securityProfile,
                                        securityProfile == 3 ? null : key(random),
                                        secrets.tls(id)))
                        .toList();
        long begin = System.nanoTime();
        register(instance, all);
        double seconds = (System.nanoTime() - begin) / 1e9;
        report.figure(
                "registered over REST",
                String.format(
                        Locale.ROOT,
                        "%,d charge points with security profile %d in %.1f s (%,.0f per second)",
                        count,
                        securityProfile,
                        seconds,
                        count / seconds));
        Waiting.pause(ADMISSIONS_TRAVEL);
        return all;
    }

    private static byte[] key(RandomGenerator random) {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    private static void register(Instance instance, List<Registered> all)
            throws InterruptedException, IOException {
        try (var api = new Api(instance);
                var clients = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<Void>> registrations =
                    IntStream.range(0, all.size())
                            .mapToObj(i ->
                                    clients.<Void>submit(() -> {
                                        var one = all.get(i);
                                        api.register(one.id, one.securityProfile, one.hexKey());
                                        return null;
                                    }))
                            .toList();
            for (var registration : registrations) {
                registration.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("charge points cannot be registered", e.getCause());
        }
    }

    private @Nullable String hexKey() {
        return key == null ? null : HexFormat.of().formatHex(key);
    }

    /** As the simulator runs it. */
    Setup setup(Instance instance) {
        var setup =
                Setup.of(instance.addresses().ocpp(), id)
                        .withConfiguration(
                                Map.of(
                                        ConfigurationKey.SECURITY_PROFILE,
                                        Integer.toString(securityProfile)));
        var withKey = key == null ? setup : setup.withKey(key);
        return tls == null ? withKey : withKey.withTls(tls);
    }

    /** As it dials by hand. */
    Handshake handshake(Instance instance) {
        var handshake =
                Handshake.of(
                        tls == null ? instance.addresses().ocpp() : instance.addresses().ocpps(),
                        id);
        return key == null ? handshake : handshake.withBasic(id, key);
    }

    ClientTls client() {
        return tls == null ? ClientTls.ofTheJdk() : tls.client();
    }

    /** What TLS needs on their side. With a client each, none resumes what another has agreed on. */
    private static final class Secrets {

        private final Addresses addresses;
        private final int securityProfile;
        private @Nullable EmbeddedCertificateAuthority authority;

        Secrets(Addresses addresses, int securityProfile) {
            this.addresses = addresses;
            this.securityProfile = securityProfile;
        }

        @Nullable TlsSetup tls(String id) {
            if (securityProfile < 2) {
                return null;
            }
            var trusting = ClientTls.trusting(addresses.authority());
            return new TlsSetup(
                    addresses.ocpps(), securityProfile == 3 ? certified(id, trusting) : trusting);
        }

        private ClientTls certified(String id, ClientTls trusting) {
            var issuer = authority;
            if (issuer == null) {
                issuer = open(addresses.authority());
                authority = issuer;
            }
            var keys = KeyAlgorithm.EC_P256.generate();
            return trusting.withCertificate(
                    keys.getPrivate(),
                    issuer.issueClientCertificate(keys.getPublic(), id, VALIDITY));
        }

        /** The platform's own: we are on the same machine, and may read its key. */
        private static EmbeddedCertificateAuthority open(Path certificate) {
            return EmbeddedCertificateAuthority.openOrCreate(
                    certificate.resolveSibling(""),
                    new EmbeddedCertificateAuthority.Settings(
                            ORGANIZATION, KeyAlgorithm.RSA_2048, VALIDITY, null),
                    Clock.systemUTC());
        }
    }
}
