package io.mainspring.scenarios.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Notes how each scenario ended and writes the page at the end of a run that had any. */
public final class ConformanceRecorder implements TestExecutionListener {

    private static final Path PAGE = Path.of("target", "conformance.md");

    private final ConcurrentMap<String, CaseTest> tests = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, String> results = new ConcurrentHashMap<>();

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        if (identifier.getSource().orElse(null) instanceof MethodSource source) {
            CaseTest.of(source.getJavaMethod())
                    .ifPresent(test -> {
                        tests.put(test.test(), test);
                        // a repeated test passed only if all its repetitions did
                        results.merge(
                                test.test(),
                                result.getStatus() == TestExecutionResult.Status.SUCCESSFUL
                                        ? "passed"
                                        : "FAILED",
                                (one, other) -> one.equals("FAILED") ? one : other);
                    });
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (!tests.isEmpty()) {
            write(ConformancePage.of(tests.values(), Map.copyOf(results)));
        }
    }

    private static void write(String page) {
        try {
            Files.writeString(PAGE, page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
