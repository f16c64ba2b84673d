package io.mainspring.scenarios.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * A case of the certification tool for a central system.
 *
 * @param id such as {@code TC_001_CSMS}
 * @param profile feature profile, or Security
 * @param checks what must be seen for it to pass
 */
record CertificationCase(String id, String profile, String name, String checks) {

    /** All of them, in the order of the tool's document. */
    static List<CertificationCase> all() {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        CertificationCase.class.getResourceAsStream(
                                                "/conformance/cases.tsv")),
                                UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(field -> new CertificationCase(field[0], field[1], field[2], field[3]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
