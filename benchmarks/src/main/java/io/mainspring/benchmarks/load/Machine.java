package io.mainspring.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What figures depend on besides the code. */
final class Machine {

    private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");
    private static final Pattern MEMORY = Pattern.compile("(?m)^MemTotal:\\s*(\\d+) kB$");
    private static final double KIB_PER_GIB = 1024.0 * 1024;

    private Machine() {}

    static void describe(Report report) throws InterruptedException {
        report.figure(
                "machine",
                String.format(
                        Locale.ROOT,
                        "%d cores, %s GiB RAM, %s",
                        Runtime.getRuntime().availableProcessors(),
                        memoryGib(read("/proc/meminfo")).orElse("?"),
                        first(MODEL, read("/proc/cpuinfo")).orElse(System.getProperty("os.arch"))));
        report.figure(
                "kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        report.figure(
                "JDK",
                System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"));
        report.figure("revision", revision());
        report.figure("load average before", read("/proc/loadavg").strip());
    }

    static Optional<String> memoryGib(String meminfo) {
        return first(MEMORY, meminfo)
                .map(kib -> String.format(Locale.ROOT, "%.0f", Long.parseLong(kib) / KIB_PER_GIB));
    }

    /** The commit, and whether the working tree differs from it. */
    private static String revision() throws InterruptedException {
        var commit = output("git", "rev-parse", "--short", "HEAD");
        if (commit.isEmpty()) {
            return "unknown";
        }
        var isChanged = !output("git", "status", "--porcelain", "--untracked-files=no").isEmpty();
        return commit + (isChanged ? " with uncommitted changes" : "");
    }

    private static String output(String... command) throws InterruptedException {
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0
                    ? output.strip()
                    : "";
        } catch (IOException e) {
            return ""; // no git here
        }
    }

    private static Optional<String> first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            return ""; // another operating system
        }
    }
}
