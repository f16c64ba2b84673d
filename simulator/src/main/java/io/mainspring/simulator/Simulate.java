package io.mainspring.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.simulator.chargepoint.ChargePointObserver;
import io.mainspring.simulator.chargepoint.ConfigurationKey;
import io.mainspring.simulator.chargepoint.Faults;
import io.mainspring.simulator.chargepoint.Outlet;
import io.mainspring.simulator.chargepoint.Setup;
import io.mainspring.simulator.chargepoint.TlsSetup;
import io.mainspring.simulator.fleet.Fleet;
import io.mainspring.simulator.fleet.Visitors;
import io.mainspring.simulator.wire.ClientTls;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts charge points that behave like real ones, and shows how they fare. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Charge points that behave like real ones (OCPP 1.6-J).")
public final class Simulate implements Callable<Integer> {

    private static final Pattern HEXADECIMAL_KEY = Pattern.compile("([0-9a-fA-F]{2}){16,20}");
    private static final Outlet AC = Outlet.ac(3, 32);
    private static final Outlet DC = Outlet.dc(150_000);

    @Option(
            names = "--url",
            defaultValue = "ws://127.0.0.1:9000/ocpp",
            description = "The central system, without the identity (${DEFAULT-VALUE}).")
    private URI url = URI.create("ws://127.0.0.1:9000/ocpp");

    @Option(
            names = "--profile",
            defaultValue = "demo",
            description =
                    "demo: a small lively site, every event a line;"
                            + " soak: steady sessions;"
                            + " quiet: they wait, nobody charges unless started remotely;"
                            + " storm: everyone connects and boots at once (${DEFAULT-VALUE}).")
    private Profile profile = Profile.demo;

    @Option(
            names = "--count",
            description = "How many charge points (demo and quiet 10, soak 100, storm 1000).")
    private @Nullable Integer count;

    @Option(
            names = "--rate",
            description =
                    "New connections per second, 0: all at once"
                            + " (demo and quiet 5, soak 50, storm 0).")
    private @Nullable Double rate;

    @Option(
            names = "--key",
            description =
                    "The charge points' AuthorizationKey: 32 to 40 hexadecimal digits, or text.")
    private @Nullable String key;

    @Option(
            names = "--tls-url",
            description =
                    "Its address by TLS, for charge points that are raised to security profile 2 or"
                            + " 3 (--url, if that is wss).")
    private @Nullable URI tlsUrl;

    @Option(
            names = "--tls-ca",
            description = "PEM file with the authorities to trust (those of the JDK).")
    private @Nullable Path authorities;

    @Option(
            names = "--client-cert",
            description =
                    "PEM file with the certificate of a charge point, leaf first; {id} in the name"
                            + " stands for the identity.")
    private @Nullable String clientCertificate;

    @Option(
            names = "--client-key",
            description = "PEM file with its key (PKCS#8); {id} stands for the identity.")
    private @Nullable String clientKey;

    @Option(
            names = "--id-prefix",
            defaultValue = "SIM-",
            description = "Identities are this and a number (${DEFAULT-VALUE}).")
    private String idPrefix = "SIM-";

    @Option(
            names = "--id-tags",
            split = ",",
            defaultValue = "DEMO-1,DEMO-2,DEMO-3,DEMO-4,DEMO-5",
            description = "The drivers' cards (${DEFAULT-VALUE}).")
    private List<String> idTags = List.of("DEMO-1");

    @Option(
            names = "--api",
            description = "The platform's REST API: the cards are registered there first.")
    private @Nullable URI api;

    @Option(
            names = "--api-key",
            description = "Bearer key for --api (environment MAINSPRING_ADMIN_KEY).")
    private @Nullable String apiKey = System.getenv("MAINSPRING_ADMIN_KEY");

    @Option(
            names = "--state",
            description =
                    "Directory in which they remember keys, certificates, security profile and"
                            + " configuration (they forget).")
    private @Nullable Path state;

    @Option(
            names = "--faults",
            converter = FaultList.class,
            description =
                    "What goes wrong, separated by commas: lock; 1:GroundFailure (connector 1 is"
                            + " Faulted, 0: all); Reset=Rejected (any request, any of its statuses, an"
                            + " error code, or silence).")
    private Faults faults = Faults.NONE;

    @Option(
            names = "--duration",
            converter = FriendlyDuration.class,
            description = "End after this time, such as 90s, 5m or 2h (until Ctrl-C).")
    private @Nullable Duration duration;

    @Option(names = "--threads", description = "Event loops (one per processor).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--seed", description = "The same seed gives the same drivers and cars.")
    private long seed = System.nanoTime();

    private final PrintStream out = System.out;

    public static void main(String[] arguments) {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        var command =
                new CommandLine(new Simulate())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setOverwrittenOptionsAllowed(true); // the script says some first
        System.exit(command.execute(arguments));
    }

    /** @return 0 if at least one charge point was accepted */
    @Override
    public Integer call() throws InterruptedException {
        if ((clientCertificate == null) != (clientKey == null)) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), "--client-cert and --client-key go together");
        }
        var size = count == null ? profile.count() : count;
        var setups = IntStream.rangeClosed(1, size).mapToObj(this::setup).toList();
        if (api != null && apiKey != null) {
            new CardRegistration(api, apiKey, out).register(idTags);
        }
        var observer = profile.isToldInFull() ? new Narrator(out) : ChargePointObserver.NONE;
        out.println(size + " charge points dial " + url + " (" + profile + ")");
        if (state != null) {
            out.println(
                    "Keys, certificates and settings that they are given are kept in "
                            + state
                            + "; without it they begin as new ones.");
        }
        var interrupted = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var hook = new Thread(() -> endGently(interrupted, ended));
        Runtime.getRuntime().addShutdownHook(hook);
        try (var fleet = new Fleet(setups, threads, seed, observer)) {
            fleet.chargePoints().forEach(chargePoint -> chargePoint.suffer(faults));
            profile.rhythm()
                    .map(rhythm -> new Visitors(rhythm, tags(), seed))
                    .ifPresent(visitors -> fleet.chargePoints().forEach(visitors::visit));
            fleet.powerOn(rate == null ? profile.connectsPerSecond() : rate);
            watch(fleet, size, interrupted);
            return fleet.statistics().accepted() > 0 ? 0 : 1;
        } finally {
            ended.countDown();
        }
    }

    private void watch(Fleet fleet, int size, CountDownLatch interrupted)
            throws InterruptedException {
        var start = System.nanoTime();
        var progress = new Progress(fleet.statistics(), size, start);
        var step = profile.isToldInFull() ? Duration.ofSeconds(15) : Duration.ofSeconds(5);
        while (true) {
            var passed = Duration.ofNanos(System.nanoTime() - start);
            var left = duration == null ? step : duration.minus(passed);
            if (!left.isPositive()) {
                break;
            }
            var wait = left.compareTo(step) < 0 ? left : step;
            var stop = interrupted.await(wait.toMillis(), TimeUnit.MILLISECONDS);
            var now = System.nanoTime();
            out.println(progress.line(now, Duration.ofNanos(now - start)));
            if (stop) {
                break;
            }
        }
        out.println(progress.table());
    }

    /** Ctrl-C: lets the main thread print its table and close the sockets before the process ends. */
    private static void endGently(CountDownLatch interrupted, CountDownLatch ended) {
        interrupted.countDown();
        try {
            var _ = ended.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Setup setup(int number) {
        var identity = idPrefix + String.format("%03d", number);
        var configuration = new EnumMap<ConfigurationKey, String>(ConfigurationKey.class);
        configuration.putAll(profile.configuration());
        configuration.put(ConfigurationKey.SECURITY_PROFILE, Integer.toString(securityProfile()));
        var setup = Setup.of(url, identity).withKey(keyBytes()).withConfiguration(configuration);
        var endpoint = isSecure() ? url : tlsUrl;
        if (endpoint != null) {
            setup = setup.withTls(new TlsSetup(endpoint, clientTls(identity)));
        }
        if (state != null) {
            setup = setup.withMemory(state.resolve(URLEncoder.encode(identity, UTF_8)));
        }
        return number % 3 == 0
                ? setup.withModel("Pendulum 150", List.of(DC, DC))
                : setup.withModel("Pendulum 22", List.of(AC, AC));
    }

    private boolean isSecure() {
        return "wss".equals(url.getScheme());
    }

    /** What address, key and certificate make of it. */
    private int securityProfile() {
        if (isSecure()) {
            return clientCertificate == null ? 2 : 3;
        }
        return key == null ? 0 : 1;
    }

    private ClientTls clientTls(String identity) {
        var tls = authorities == null ? ClientTls.ofTheJdk() : ClientTls.trusting(authorities);
        return clientCertificate == null || clientKey == null
                ? tls
                : tls.withCertificate(file(clientCertificate, identity), file(clientKey, identity));
    }

    private static Path file(String pattern, String identity) {
        return Path.of(pattern.replace("{id}", identity));
    }

    private static final class FaultList implements CommandLine.ITypeConverter<Faults> {

        @Override
        public Faults convert(String list) {
            try {
                return Faults.of(list);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException("no fault: " + e.getMessage());
            }
        }
    }

    private byte @Nullable [] keyBytes() {
        if (key == null) {
            return null;
        }
        return HEXADECIMAL_KEY.matcher(key).matches()
                ? HexFormat.of().parseHex(key)
                : key.getBytes(UTF_8);
    }

    private List<IdToken> tags() {
        return idTags.stream().map(IdToken::new).toList();
    }
}
