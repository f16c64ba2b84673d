package io.mainspring.correlation.stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The topology in a process of its own, which can be killed as an operating system kills. */
final class CorrelationInstance {

    private CorrelationInstance() {}

    public static void main(String[] arguments) throws InterruptedException {
        in(arguments[0]).start();
        new CountDownLatch(1).await();
    }

    /** The same in this process. */
    static CorrelationStreams in(String bootstrapServers) {
        var settings = TestSettings.correlation();
        Map<String, Object> connection = Map.of("bootstrap.servers", bootstrapServers);
        return new CorrelationStreams(
                CorrelationTopology.build(settings, new SimpleMeterRegistry()),
                StreamsProperties.of(settings.streams(), connection),
                connection);
    }

    static Process fork(String bootstrapServers, Path log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CorrelationInstance.class.getName(),
                        bootstrapServers)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(new File(log.toString())))
                .start();
    }
}
