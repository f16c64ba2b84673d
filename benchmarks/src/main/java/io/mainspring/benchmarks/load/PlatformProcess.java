package io.mainspring.benchmarks.load;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The platform in a JVM of its own, on free ports of loopback, with its data in a temporary
 * directory that goes when it ends.
 */
final class PlatformProcess implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofMinutes(4);
    private static final Pattern ANY = Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d+ ");
    private static final Pattern LOUD =
            Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d+ (WARN|ERROR) ");
    private static final Duration STEP = Duration.ofMillis(200);

    private final Process process;
    private final Path directory;
    private final Path log;
    private final Thread hook;
    private final Instance instance;

    /**
     * How it is started.
     *
     * @param jar the standalone, its libraries beside it in {@code lib}
     * @param heap as {@code -Xmx} takes it
     * @param jfr where its flight recording is to be written when it ends
     */
    record Options(Path jar, String heap, List<String> javaOptions, @Nullable Path jfr) {

        List<String> command() {
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--sun-misc-unsafe-memory-access=allow");
            command.add("-Xmx" + heap);
            if (jfr != null) {
                command.add(
                        "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                                + jfr.toAbsolutePath());
            }
            command.addAll(javaOptions);
            // what this JVM was given for TLS, the gateway needs too (docs/adr/0025)
            var security = System.getProperty("java.security.properties");
            if (security != null) {
                command.add("-Djava.security.properties=" + security);
            }
            command.add("-cp");
            command.add(jar + File.pathSeparator + jar.resolveSibling("lib") + "/*");
            command.add("io.mainspring.standalone.Standalone");
            return command;
        }
    }

    /**
     * Starts it and waits until charge points can be served.
     *
     * @throws IOException with the end of its log, if it does not start
     */
    static PlatformProcess start(Options options) throws IOException, InterruptedException {
        if (!Files.exists(options.jar())) {
            throw new IOException(
                    options.jar()
                            + " is missing: ./mainspring bench builds it, or run it from the"
                            + " project's directory");
        }
        return new PlatformProcess(options);
    }

    private PlatformProcess(Options options) throws IOException, InterruptedException {
        directory = Files.createTempDirectory("mainspring-bench-");
        log = directory.resolve("log.txt");
        var data = directory.resolve("data");
        var builder =
                new ProcessBuilder(options.command())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .redirectInput(new File("/dev/null"));
        builder.environment().putAll(environment(data));
        builder.environment().remove("MAINSPRING_ADMIN_KEY");
        process = builder.start();
        hook = new Thread(this::end, "stop-platform");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            instance = await(data);
        } catch (IOException | InterruptedException | RuntimeException e) {
            var tail = String.join("\n", logTail(30));
            close();
            throw new IOException("the platform did not start\n" + tail, e);
        }
    }

    private static Map<String, String> environment(Path data) {
        return Map.of(
                "MAINSPRING_DATA_DIR", data.toString(),
                "MAINSPRING_BIND", "127.0.0.1",
                "MAINSPRING_HTTP_PORT", "0",
                "MAINSPRING_OCPP_PORT", "0",
                "MAINSPRING_OCPP_TLS_PORT", "0",
                "MAINSPRING_KAFKA_PORT", "0",
                "MAINSPRING_POSTGRES_PORT", "0",
                "MAINSPRING_UNKNOWN_CHARGE_POINTS", "accept");
    }

    private Instance await(Path data) throws IOException, InterruptedException {
        var isAnnounced =
                Waiting.until(
                        () -> Files.exists(data.resolve("addresses")) || !process.isAlive(),
                        START_PATIENCE,
                        STEP);
        if (!isAnnounced || !process.isAlive()) {
            throw new IOException(process.isAlive() ? "took too long" : "ended by itself");
        }
        var running = Instance.on(data, Optional.of(process.toHandle()));
        if (!Waiting.until(() -> isReady(running.addresses().http()), START_PATIENCE, STEP)) {
            throw new IOException("never became ready");
        }
        return running;
    }

    private static boolean isReady(URI http) throws InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(http.resolve("/actuator/health/readiness"))
                            .timeout(Duration.ofSeconds(10))
                            .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    Instance instance() {
        return instance;
    }

    /** What it had to say that operators would want to see. */
    List<String> complaints() throws IOException {
        return complaints(Files.readAllLines(log, StandardCharsets.UTF_8));
    }

    /** Warnings and errors, each with the line after it: the exception, if there was one. */
    static List<String> complaints(List<String> lines) {
        var complaints = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (LOUD.matcher(line).lookingAt()) {
                var next = i + 1 < lines.size() ? lines.get(i + 1) : "";
                complaints.add(ANY.matcher(next).lookingAt() ? line : (line + " " + next).strip());
            }
        }
        return List.copyOf(complaints);
    }

    private List<String> logTail(int count) throws IOException {
        var lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    /** Stops it in order, by force after a minute, and deletes its data. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // Ctrl-C: the hook is at it
        }
        end();
    }

    private void end() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        delete();
    }

    private void delete() {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println(directory + " could not be deleted: " + e);
        }
    }
}
