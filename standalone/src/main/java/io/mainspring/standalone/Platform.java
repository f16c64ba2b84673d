package io.mainspring.standalone;

import io.mainspring.auth.AuthServiceApplication;
import io.mainspring.chargepoint.ChargepointServiceApplication;
import io.mainspring.correlation.CorrelationServiceApplication;
import io.mainspring.engines.EmbeddedKafka;
import io.mainspring.engines.EmbeddedPostgreSql;
import io.mainspring.engines.PlatformDatabase;
import io.mainspring.firmware.FirmwareServiceApplication;
import io.mainspring.firmware.files.ftp.FtpDoor;
import io.mainspring.gateway.GatewayServiceApplication;
import io.mainspring.gateway.listener.OcppListener;
import io.mainspring.reservation.ReservationServiceApplication;
import io.mainspring.smartcharging.SmartchargingServiceApplication;
import io.mainspring.transaction.TransactionServiceApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole platform in this JVM: engines, then services, then the front door. The same services on
 * the same topics and schemas as anywhere else; only their addresses are decided here.
 */
public final class Platform implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Platform.class);

    /** Who owns which path: the prefix rules of an ingress. */
    private static final Map<String, String> OWNERS =
            Map.ofEntries(
                    Map.entry("/api/v1/charge-points", "chargepoint"),
                    Map.entry("/api/v1/id-tags", "auth"),
                    Map.entry("/api/v1/local-lists", "auth"),
                    Map.entry("/api/v1/transactions", "transaction"),
                    Map.entry("/api/v1/charging-profiles", "smartcharging"),
                    Map.entry("/api/v1/sites", "smartcharging"),
                    Map.entry("/api/v1/firmware", "firmware"),
                    Map.entry("/api/v1/diagnostics", "firmware"),
                    Map.entry("/api/v1/logs", "firmware"),
                    Map.entry("/files", "firmware"),
                    Map.entry("/api/v1/reservations", "reservation"),
                    Map.entry("/api/v1/commands", "correlation"),
                    Map.entry("/api/v1/connections", "correlation"));

    private static final Map<String, Class<?>> SERVICES =
            Map.of(
                    "correlation", CorrelationServiceApplication.class,
                    "chargepoint", ChargepointServiceApplication.class,
                    "auth", AuthServiceApplication.class,
                    "transaction", TransactionServiceApplication.class,
                    "smartcharging", SmartchargingServiceApplication.class,
                    "firmware", FirmwareServiceApplication.class,
                    "reservation", ReservationServiceApplication.class);

    private final Settings settings;
    private final DataDirectory data;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Map<String, ConfigurableApplicationContext> contexts = new LinkedHashMap<>();
    private final List<ConfigurableApplicationContext> gateways = new ArrayList<>();
    private final EmbeddedKafka kafka;
    private final EmbeddedPostgreSql postgres;
    private final FrontDoor door;
    private final PlatformCertificates certificates;
    private volatile int ftpPort;

    /**
     * Starts everything; returns when charge points can be served.
     *
     * @throws RuntimeException naming what did not start; what had started is stopped again
     */
    public static Platform start(Settings settings) {
        return new Platform(settings);
    }

    private Platform(Settings settings) {
        this.settings = settings;
        this.data = DataDirectory.open(settings.dataDirectory());
        started.push(data);
        this.ftpPort = settings.ftpPort();
        try (var starters = Executors.newFixedThreadPool(2)) {
            var broker = starters.submit(this::startKafka);
            var database = starters.submit(this::startPostgres);
            this.certificates =
                    PlatformCertificates.prepare(
                            data.resolve("tls"), settings.serverName(), Clock.systemUTC());
            started.push(renewing(certificates));
            this.postgres = await(database);
            started.push(postgres);
            this.kafka = await(broker);
            started.push(kafka);
            // Before the services: they tell charge points where files are.
            this.door = new FrontDoor(settings.bind(), settings.httpPort(), OWNERS);
            started.push(door);
            startServices(starters);
            for (int i = 0; i < settings.gateways(); i++) {
                startGateway(i);
            }
            door.open(servicePorts());
            started.remove(door); // closed before what is behind it
            started.push(door);
            data.announce(addresses());
        } catch (RuntimeException | IOException e) {
            close();
            throw e instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException(e);
        }
    }

    /** Where the API, Swagger UI and health are. */
    public URI httpUri() {
        return URI.create("http://" + settings.bind() + ":" + door.port());
    }

    /** Where charge points connect: their id follows. */
    public URI ocppUri() {
        return ocppUris().getFirst();
    }

    /** One address per gateway. */
    public List<URI> ocppUris() {
        return gateways.stream()
                .map(g -> URI.create("ws://" + settings.bind() + ":" + ocppPort(g) + "/ocpp"))
                .toList();
    }

    /** Where charge points that speak nothing else fetch and bring files. */
    public URI ftpUri() {
        return URI.create("ftp://" + publicHost() + ":" + ftpPort);
    }

    /** Where charge points connect by TLS: their id follows. */
    public URI ocppsUri() {
        return ocppsUris().getFirst();
    }

    /** One address per gateway. */
    public List<URI> ocppsUris() {
        return gateways.stream()
                .map(g -> URI.create("wss://" + settings.serverName() + ":" + tlsPort(g) + "/ocpp"))
                .toList();
    }

    /** The certificate, PEM, that a charge point must trust to connect by TLS. */
    public Path authorityFile() {
        return certificates.authority();
    }

    /** Where the platform's certificate authority lives. */
    public Path authorityDirectory() {
        return certificates.directory();
    }

    /** Bearer key of the administrator. */
    public String adminKey() {
        return data.adminKey(settings.adminKey());
    }

    public String kafkaBootstrap() {
        return kafka.bootstrapServers();
    }

    /** The platform's database; credentials: {@link #databasePassword}. */
    public String jdbcUrl() {
        return postgres.jdbcUrl(PlatformDatabase.NAME);
    }

    /** The password of a service's role or of {@code bi_reader}. */
    public String databasePassword(String role) {
        return data.password(role);
    }

    /** Ends a gateway as a crash would be seen from outside, and starts it anew. */
    public void restartGateway(int index) {
        var old = gateways.get(index);
        int port = ocppPort(old);
        int tlsPort = tlsPort(old);
        old.close();
        started.remove(old);
        var context = startGateway(index, port, tlsPort);
        gateways.set(index, context);
        started.push(context);
    }

    /** Ends one service and starts it anew; its data is elsewhere. */
    public void restartService(String name) {
        restartService(name, () -> {});
    }

    /** The same; whatever is to happen while the service is away happens in between. */
    public void restartService(String name, Runnable meanwhile) {
        var old = contexts.get(name);
        var application = SERVICES.get(name);
        if (old == null || application == null) {
            throw new IllegalArgumentException("no service " + name);
        }
        int port = port(old);
        old.close();
        started.remove(old);
        meanwhile.run();
        var context = startService(name, application, port);
        contexts.put(name, context);
        started.push(context);
    }

    /** The instance's addresses as operators want to read them. */
    public String addresses() {
        return """
        http        %s
        ftp         %s
        ocpp        %s/{chargePointId}
        ocpps       %s/{chargePointId}
        authority   %s
        kafka       %s
        postgresql  %s
        credentials %s
        """
                .formatted(
                        httpUri(),
                        ftpUri(),
                        ocppUri(),
                        ocppsUri(),
                        authorityFile(),
                        kafkaBootstrap(),
                        jdbcUrl(),
                        data.credentialsFile());
    }

    /** Stops everything in the reverse order of its start. */
    @Override
    public void close() {
        while (!started.isEmpty()) {
            var next = started.pop();
            try {
                next.close();
            } catch (Exception e) {
                log.warn("not stopped cleanly part={}", next, e);
            }
        }
    }

    /** Several at a time; what did start is stopped again, even when another did not. */
    private void startServices(ExecutorService starters) {
        var starting = new LinkedHashMap<String, Future<ConfigurableApplicationContext>>();
        SERVICES.forEach((name, application) ->
                starting.put(name, starters.submit(() -> startService(name, application, 0))));
        RuntimeException failure = null;
        for (var service : starting.entrySet()) {
            try {
                var context = await(service.getValue());
                contexts.put(service.getKey(), context);
                started.push(context);
            } catch (RuntimeException e) {
                failure = new IllegalStateException(service.getKey() + "-service did not start", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** An instance may stay up for longer than its certificates. */
    private static AutoCloseable renewing(PlatformCertificates certificates) {
        var daily =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().name("certificates").factory());
        var _ =
                daily.scheduleWithFixedDelay(
                        () -> {
                            try {
                                certificates.renew();
                            } catch (RuntimeException e) {
                                log.error("server certificates not renewed", e);
                            }
                        },
                        1,
                        1,
                        TimeUnit.DAYS);
        return daily::shutdownNow;
    }

    private EmbeddedKafka startKafka() {
        return EmbeddedKafka.start(data.resolve("kafka"), "127.0.0.1", settings.kafkaPort());
    }

    private EmbeddedPostgreSql startPostgres() throws SQLException {
        var server =
                EmbeddedPostgreSql.start(
                        data.resolve("postgresql"),
                        settings.postgresPort(),
                        data.password("postgres"));
        PlatformDatabase.prepare(server, data::password);
        return server;
    }

    private ConfigurableApplicationContext startService(
            String name, Class<?> application, int httpPort) {
        var arguments = common(name + "-service");
        arguments.addAll(
                List.of(
                        "--server.port=" + httpPort,
                        "--spring.datasource.url=" + jdbcUrl(),
                        "--spring.datasource.password=" + data.password(name),
                        "--mainspring.security.api-keys[0].name=admin",
                        "--mainspring.security.api-keys[0].role=ADMIN",
                        "--mainspring.security.api-keys[0].sha256=" + sha256(adminKey()),
                        "--mainspring.chargepoint.unknown-charge-points="
                                + settings.unknownChargePoints()));
        if (name.equals("chargepoint")) {
            arguments.addAll(
                    List.of(
                            "--mainspring.chargepoint.certificates.enabled=true",
                            "--mainspring.chargepoint.certificates.directory="
                                    + certificates.directory(),
                            "--mainspring.chargepoint.certificates.organization="
                                    + PlatformCertificates.ORGANIZATION));
        }
        if (name.equals("correlation")) {
            // One instance for ever: after a kill -9 it takes its partitions back at once.
            arguments.add("--mainspring.correlation.streams.instance-id=standalone");
        }
        if (name.equals("firmware")) {
            arguments.addAll(fileTransfer());
        }
        var context = run(application, arguments);
        if (name.equals("firmware")) {
            ftpPort = context.getBean(FtpDoor.class).port();
        }
        return context;
    }

    private List<String> fileTransfer() {
        var files = "--mainspring.firmware.files.";
        return List.of(
                files + "directory=" + data.resolve("files"),
                files + "public-url=http://" + publicHost() + ":" + door.port(),
                files + "ftp.enabled=true",
                files + "ftp.port=" + ftpPort,
                files + "ftp.bind-address=" + settings.bind(),
                files + "ftp.public-host=" + publicHost());
    }

    /** What charge points can call: an address of this machine if we listen on all of them. */
    private String publicHost() {
        var bind = settings.bind();
        if (!bind.equals("0.0.0.0") && !bind.equals("::")) {
            return bind;
        }
        try {
            return InetAddress.getLocalHost().getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "MAINSPRING_BIND: this machine does not know its own address", e);
        }
    }

    private void startGateway(int index) {
        var context =
                index == 0
                        ? startGateway(0, settings.ocppPort(), settings.ocppTlsPort())
                        : startGateway(index, 0, 0);
        gateways.add(context);
        started.push(context);
    }

    private ConfigurableApplicationContext startGateway(int index, int port, int tlsPort) {
        var arguments = common("gateway-service");
        arguments.addAll(
                List.of(
                        "--server.port=0",
                        "--mainspring.gateway.instance=gateway-" + index,
                        "--mainspring.gateway.bind-address=" + settings.bind(),
                        "--mainspring.gateway.port=" + port,
                        "--mainspring.gateway.tls.port=" + tlsPort,
                        "--mainspring.gateway.unknown-charge-points="
                                + settings.unknownChargePoints()));
        arguments.addAll(certificates.gatewayArguments());
        return run(GatewayServiceApplication.class, arguments);
    }

    private List<String> common(String configuration) {
        return new ArrayList<>(
                List.of(
                        "--spring.config.name=" + configuration,
                        "--server.address=127.0.0.1",
                        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--spring.main.register-shutdown-hook=false",
                        "--spring.jmx.enabled=false",
                        "--management.metrics.use-global-registry=false"));
    }

    private static ConfigurableApplicationContext run(
            Class<?> application, List<String> arguments) {
        return new SpringApplicationBuilder(application).run(arguments.toArray(String[]::new));
    }

    private Map<String, Integer> servicePorts() {
        var ports = new LinkedHashMap<String, Integer>();
        contexts.forEach((name, context) -> ports.put(name, port(context)));
        for (int i = 0; i < gateways.size(); i++) {
            ports.put(i == 0 ? "gateway" : "gateway-" + i, port(gateways.get(i)));
        }
        return ports;
    }

    private static int port(ConfigurableApplicationContext context) {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private static int ocppPort(ConfigurableApplicationContext gateway) {
        return gateway.getBean(OcppListener.class).port();
    }

    private static int tlsPort(ConfigurableApplicationContext gateway) {
        return gateway.getBean(OcppListener.class).tlsPort();
    }

    private static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static <T> T await(Future<T> starting) {
        try {
            return starting.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }
}
