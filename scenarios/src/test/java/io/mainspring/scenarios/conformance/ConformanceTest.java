package io.mainspring.scenarios.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.scenarios.bed.OnThePlatform;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConformanceTest {

    @Test
    void everyCaseOfTheCertificationHasATestAndEveryTestOfACaseNamesOneThatExists()
            throws Exception {
        var tested =
                caseTests().stream()
                        .filter(CaseTest::ofTheCertification)
                        .map(CaseTest::id)
                        .distinct()
                        .toList();

        assertThat(CertificationCase.all()).hasSize(77);
        assertThat(tested)
                .containsExactlyInAnyOrderElementsOf(
                        CertificationCase.all().stream().map(CertificationCase::id).toList());
    }

    @Test
    void theCommittedPageNamesEveryTestAndNoneThatDidNotPass() throws Exception {
        var page = Files.readString(Path.of("..", "docs", "conformance.md"));

        assertThat(caseTests())
                .isNotEmpty()
                .allSatisfy(test -> assertThat(page).contains("`" + test.test() + "`"));
        assertThat(page).doesNotContain("not run", "FAILED");
    }

    private static List<CaseTest> caseTests() throws IOException, URISyntaxException {
        var classes =
                Path.of(
                        OnThePlatform.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        try (var files = Files.walk(classes)) {
            return files.filter(f -> f.toString().endsWith("Scenario.class"))
                    .map(f -> classes.relativize(f).toString())
                    .flatMap(ConformanceTest::methodsOf)
                    .toList();
        }
    }

    private static Stream<CaseTest> methodsOf(String file) {
        var name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        try {
            var scenario = Class.forName(name, false, ConformanceTest.class.getClassLoader());
            return Arrays.stream(scenario.getDeclaredMethods())
                    .map(CaseTest::of)
                    .flatMap(Optional::stream);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
