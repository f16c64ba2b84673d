package io.mainspring.auth.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

class CsvWriterTest {

    private final StringWriter text = new StringWriter();
    private final CsvWriter csv = new CsvWriter(text);

    @Test
    void onlyValuesThatNeedQuotesGetThem() throws IOException {
        csv.write("a b", "c,d", "e\"f", "g;h");
        assertThat(text).hasToString("a b,\"c,d\",\"e\"\"f\",\"g;h\"\r\n");
    }

    @Test
    void whatIsAbsentBecomesAnEmptyValue() throws IOException {
        csv.write("a", null, "c");
        assertThat(text).hasToString("a,,c\r\n");
    }

    @Test
    void anotherReaderReadsBackWhatIsWritten() throws IOException {
        var random = new Random(6);
        List<List<String>> written = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            var values =
                    List.of(CsvReaderTest.awkward(random) + "x", CsvReaderTest.awkward(random));
            csv.write(values.toArray(String[]::new));
            written.add(values);
        }
        try (var parser = CSVFormat.RFC4180.parse(new StringReader(text.toString()))) {
            assertThat(parser.stream().map(CSVRecord::toList)).isEqualTo(written);
        }
    }
}
