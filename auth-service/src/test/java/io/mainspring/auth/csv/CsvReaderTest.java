package io.mainspring.auth.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.auth.csv.CsvLine.Broken;
import io.mainspring.auth.csv.CsvLine.Values;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.Test;

class CsvReaderTest {

    @Test
    void valuesAreSeparatedByCommasAndKeepTheirBlanks() throws IOException {
        assertThat(read("a, b ,,d")).containsExactly(new Values(1, List.of("a", " b ", "", "d")));
    }

    @Test
    void everyKindOfLineBreakEndsALineAndTheLastNeedsNone() throws IOException {
        assertThat(read("a\r\nb\nc\rd"))
                .containsExactly(values(1, "a"), values(2, "b"), values(3, "c"), values(4, "d"));
    }

    @Test
    void blankLinesAreSkippedButCounted() throws IOException {
        assertThat(read("a\n\n\r\nb\n")).containsExactly(values(1, "a"), values(4, "b"));
    }

    @Test
    void aQuotedValueMayHoldSeparatorsAndDoubledQuotes() throws IOException {
        assertThat(read("\"a,\"\"b\"\"\",\"\",c")).containsExactly(values(1, "a,\"b\"", "", "c"));
    }

    @Test
    void anEmptyLastValueIsAValue() throws IOException {
        assertThat(read("a,")).containsExactly(values(1, "a", ""));
    }

    @Test
    void aFirstLineWithSemicolonsAndNoCommaSetsTheSeparator() throws IOException {
        assertThat(read("a;b\n1,5;2")).containsExactly(values(1, "a", "b"), values(2, "1,5", "2"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstValue() throws IOException {
        assertThat(read("\uFEFFa,b")).containsExactly(values(1, "a", "b"));
    }

    @Test
    void aBrokenLineSpoilsNoOther() throws IOException {
        assertThat(read("a,\"b\nc,d\n\"e\"f,g\nh\"i\nj"))
                .containsExactly(
                        new Broken(1, "value 2: the quote does not end"),
                        values(2, "c", "d"),
                        new Broken(3, "value 1: text behind the closing quote"),
                        new Broken(4, "value 1: a quote in unquoted text"),
                        values(5, "j"));
    }

    @Test
    void aLineWithoutEndIsGivenUpAndTheNextIsRead() throws IOException {
        assertThat(read("a\n" + "x".repeat(1_000_000) + "\nb"))
                .containsExactly(
                        values(1, "a"),
                        new Broken(2, "longer than 8192 characters"),
                        values(3, "b"));
    }

    @Test
    void aSourceThatComesInDropsIsReadAsOneThatComesAtOnce() throws IOException {
        var drops =
                new Reader() {
                    private final StringReader all = new StringReader("a,\"b\"\r\nc,d\r\n");

                    @Override
                    public int read(char[] target, int offset, int length) throws IOException {
                        return all.read(target, offset, 1);
                    }

                    @Override
                    public void close() {}
                };
        assertThat(readAll(drops)).containsExactly(values(1, "a", "b"), values(2, "c", "d"));
    }

    @Test
    void whatAnotherWriterWritesIsReadBack() throws IOException {
        var random = new Random(16);
        var text = new StringWriter();
        List<CsvLine> expected = new ArrayList<>();
        try (var printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
            for (int line = 1; line <= 500; line++) {
                var values = List.of(awkward(random) + "x", awkward(random), awkward(random));
                printer.printRecord(values);
                expected.add(new Values(line, values));
            }
        }
        assertThat(read(text.toString())).isEqualTo(expected);
    }

    /** Up to six characters that CSV makes a fuss about. */
    static String awkward(Random random) {
        var text = new StringBuilder();
        random.ints(random.nextInt(7), 0, 8).forEach(i -> text.append(",;\" aé=é".charAt(i)));
        return text.toString();
    }

    private static Values values(long number, String... values) {
        return new Values(number, List.of(values));
    }

    private static List<CsvLine> read(String text) throws IOException {
        return readAll(new StringReader(text));
    }

    private static List<CsvLine> readAll(Reader source) throws IOException {
        var reader = new CsvReader(source);
        List<CsvLine> lines = new ArrayList<>();
        for (var line = reader.next(); line != null; line = reader.next()) {
            lines.add(line);
        }
        return lines;
    }
}
