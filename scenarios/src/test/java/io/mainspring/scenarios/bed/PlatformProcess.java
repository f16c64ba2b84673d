package io.mainspring.scenarios.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The standalone as a process of its own, for what cannot be done to the JVM that the scenarios run in. */
public final class PlatformProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path data;
    private final Process process;
    private final Map<String, String> addresses;
    private final Properties credentials = new Properties();

    /** On free ports; its data and its log lie below the directory. */
    public static PlatformProcess start(Path directory) {
        return new PlatformProcess(directory, Map.of());
    }

    private PlatformProcess(Path directory, Map<String, String> ports) {
        data = directory.resolve("data");
        var log = directory.resolve("log.txt");
        try {
            Files.deleteIfExists(data.resolve("addresses"));
            var builder =
                    new ProcessBuilder(command())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .redirectInput(new File("/dev/null"));
            var environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("MAINSPRING_"));
            environment.put("MAINSPRING_DATA_DIR", data.toString());
            for (var port : List.of("HTTP", "OCPP", "OCPP_TLS", "KAFKA", "POSTGRES", "FTP")) {
                environment.put("MAINSPRING_" + port + "_PORT", ports.getOrDefault(port, "0"));
            }
            process = builder.start();
            await("the platform's start")
                    .atMost(PATIENCE)
                    .until(() -> Files.exists(data.resolve("addresses")) || !process.isAlive());
            assertThat(process.isAlive()).as(() -> text(log)).isTrue();
            addresses = read(data.resolve("addresses"));
            try (var file = Files.newBufferedReader(data.resolve("credentials"))) {
                credentials.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The test class path, and the options of this JVM: what is fit for one is fit for the other. */
    private static List<String> command() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        var security = System.getProperty("java.security.properties");
        if (security != null) {
            command.add("-Djava.security.properties=" + security);
        }
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.mainspring.standalone.Standalone"));
        return command;
    }

    private static Map<String, String> read(Path addresses) throws IOException {
        var found = new HashMap<String, String>();
        for (var line : Files.readAllLines(addresses)) {
            var words = line.strip().split("\\s+", 2);
            if (words.length == 2) {
                found.put(words[0], words[1]);
            }
        }
        return found;
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9} does: no shutdown hook runs. The database server is orphaned. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** After {@link #kill}: the next life, on the same data and ports. */
    public PlatformProcess startAgain() {
        var ports =
                Map.of(
                        "HTTP", port(address("http")),
                        "OCPP", port(ocppUri().toString()),
                        "OCPP_TLS", port(address("ocpps").replace("/{chargePointId}", "")),
                        "KAFKA", port("kafka://" + address("kafka")),
                        "POSTGRES", port(address("postgresql").replace("jdbc:", "")),
                        "FTP", port(address("ftp")));
        return new PlatformProcess(Objects.requireNonNull(data.getParent()), ports);
    }

    private static String port(String address) {
        return Integer.toString(URI.create(address).getPort());
    }

    private String address(String name) {
        return Objects.requireNonNull(addresses.get(name), name);
    }

    public URI ocppUri() {
        return URI.create(address("ocpp").replace("/{chargePointId}", ""));
    }

    public Operator operator() {
        return new Operator(URI.create(address("http")), credentials.getProperty("admin-key"));
    }

    public Database database() {
        return new Database(
                address("postgresql"), role -> credentials.getProperty("database." + role));
    }

    /** Ends it in order, by force after a minute. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
