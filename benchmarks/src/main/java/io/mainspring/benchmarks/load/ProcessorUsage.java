package io.mainspring.benchmarks.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who kept the processors busy over a while: what limits a figure, as far as that can be seen. */
final class ProcessorUsage {

    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    private static final int GUEST = 8;

    private final Optional<PlatformJvm> platform;
    private final long begin = System.nanoTime();
    private final Duration platformBefore;
    private final Duration clientBefore;
    private final Ticks machineBefore;

    private ProcessorUsage(Optional<PlatformJvm> platform) {
        this.platform = platform;
        this.platformBefore = ofPlatform();
        this.clientBefore = ofClient();
        this.machineBefore = Ticks.parse(Machine.read("/proc/stat"));
    }

    static ProcessorUsage begin(Optional<ProcessHandle> platform) {
        return new ProcessorUsage(platform.map(PlatformJvm::new));
    }

    /** In processors, since the beginning. */
    String text() {
        double nanos = System.nanoTime() - begin;
        int processors = Runtime.getRuntime().availableProcessors();
        return String.format(
                Locale.ROOT,
                "%.2f of %d: platform's JVM %.2f, client %.2f, the rest PostgreSQL and others",
                Ticks.parse(Machine.read("/proc/stat")).busyShareSince(machineBefore) * processors,
                processors,
                ofPlatform().minus(platformBefore).toNanos() / nanos,
                ofClient().minus(clientBefore).toNanos() / nanos);
    }

    private Duration ofPlatform() {
        return platform.map(PlatformJvm::processorTime).orElse(Duration.ZERO);
    }

    private static Duration ofClient() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The first line of Linux' /proc/stat: since when, no matter; in ticks of all processors. */
    record Ticks(long busy, long all) {

        static Ticks parse(String stat) {
            var words = stat.lines().findFirst().orElse("").split("\\s+");
            if (words.length <= IO_WAIT || !words[0].equals("cpu")) {
                return new Ticks(0, 0); // another operating system
            }
            // Guests' time is within user time.
            long[] ticks =
                    Arrays.stream(words).skip(1).limit(GUEST).mapToLong(Long::parseLong).toArray();
            long all = Arrays.stream(ticks).sum();
            return new Ticks(all - ticks[IDLE] - ticks[IO_WAIT], all);
        }

        /** From 0 to 1. */
        double busyShareSince(Ticks earlier) {
            return all == earlier.all ? 0 : (double) (busy - earlier.busy) / (all - earlier.all);
        }
    }
}
