package io.mainspring.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** The platform's JVM as the operating system and jcmd show it. */
final class PlatformJvm {

    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s*(\\d+) kB$");

    private final ProcessHandle process;

    PlatformJvm(ProcessHandle process) {
        this.process = process;
    }

    /** Collects garbage and counts what is left. */
    HeapHistogram liveObjects() throws IOException, InterruptedException {
        var jcmd =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(process.pid()),
                                "GC.class_histogram")
                        .redirectErrorStream(true)
                        .start();
        var table = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd failed: " + table);
        }
        return HeapHistogram.parse(table);
    }

    /** Memory that it holds in all, heap and everything else; 0 where nobody says. */
    long residentBytes() {
        return residentBytes(Machine.read("/proc/" + process.pid() + "/status"));
    }

    static long residentBytes(String status) {
        var found = RESIDENT.matcher(status);
        return found.find() ? Long.parseLong(found.group(1)) * 1024 : 0;
    }

    /** Processor time so far. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
