package io.mainspring.auth.idtag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mainspring.auth.csv.CsvLine;
import io.mainspring.auth.idtag.ImportColumns.UnusableCsv;
import io.mainspring.auth.idtag.ImportSummary.RowError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportColumnsTest {

    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");

    private final ImportColumns all =
            new ImportColumns(line("idTag", "status", "expiryDate", "parentIdTag"));
    private final List<RowError> errors = new ArrayList<>();

    @Test
    void aFullRowIsReadWithTheOffsetOfItsTimeTakenIn() {
        assertThat(all.read(line("A:1", "blocked", "2027-01-01T01:00:00+01:00", "FLEET"), errors))
                .isEqualTo(new ImportRow("A:1", Standing.BLOCKED, true, NEW_YEAR, true, "FLEET"));
        assertThat(errors).isEmpty();
    }

    @Test
    void columnsMayStandInAnyOrderAndCase() {
        var columns = new ImportColumns(line(" PARENTIDTAG ", "idtag"));
        assertThat(columns.read(line("FLEET", "A"), errors))
                .isEqualTo(new ImportRow("A", null, false, null, true, "FLEET"));
    }

    @Test
    void everyFaultOfARowIsNamedByItsField() {
        assertThat(all.read(line("A\tB", "Expired", "tomorrow", "x".repeat(21)), errors)).isNull();
        assertThat(errors)
                .extracting(RowError::line, RowError::field)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(7L, "idTag"),
                        org.assertj.core.groups.Tuple.tuple(7L, "status"),
                        org.assertj.core.groups.Tuple.tuple(7L, "expiryDate"),
                        org.assertj.core.groups.Tuple.tuple(7L, "parentIdTag"));
    }

    @Test
    void anEmptyIdTagAndOneThatIsTooLongAreFaults() {
        assertThat(all.read(line("", "", "", ""), errors)).isNull();
        assertThat(all.read(line("x".repeat(256), "", "", ""), errors)).isNull();
        assertThat(errors)
                .extracting(RowError::reason)
                .containsExactly("must not be empty", "must be at most 255 characters");
    }

    @Test
    void lengthsAreCountedInCharactersNotInUtf16() {
        assertThat(all.read(line("😀".repeat(255), "", "", "😀".repeat(20)), errors)).isNotNull();
    }

    @Test
    void aTimeOutsideOfWhatCanBeStoredIsAFault() {
        assertThat(all.read(line("A", "", "+12026-01-01T00:00:00Z", ""), errors)).isNull();
        assertThat(all.read(line("A", "", "2026-02-30T00:00:00Z", ""), errors)).isNull();
        assertThat(errors).extracting(RowError::field).containsOnly("expiryDate");
        assertThat(errors).hasSize(2);
    }

    @Test
    void aRowOfAnotherWidthThanTheHeaderIsAFaultOfTheLine() {
        assertThat(all.read(line("A", "Accepted"), errors)).isNull();
        assertThat(errors).containsExactly(new RowError(7, null, "has 2 values, the header has 4"));
    }

    @Test
    void aHeaderThatCannotBeTrustedIsRefused() {
        assertThatExceptionOfType(UnusableCsv.class)
                .isThrownBy(() -> new ImportColumns(line("status")))
                .withMessage("the column idTag is missing");
        assertThatExceptionOfType(UnusableCsv.class)
                .isThrownBy(() -> new ImportColumns(line("idTag", "IDTAG")))
                .withMessage("the column idTag stands there twice");
        assertThatExceptionOfType(UnusableCsv.class)
                .isThrownBy(() -> new ImportColumns(line("idTag", "expiry")))
                .withMessageContaining("unknown column");
    }

    @Test
    void whatARowDoesNotSayStaysAsItIs() {
        var barred = new Terms(Standing.BLOCKED, NEW_YEAR, "FLEET");
        var nothing = new ImportRow("A", null, false, null, false, null);
        var neverNoGroup = new ImportRow("A", null, true, null, true, null);

        assertThat(nothing.over(barred)).isEqualTo(barred);
        assertThat(nothing.over(null)).isEqualTo(new Terms(Standing.ACCEPTED, null, null));
        assertThat(neverNoGroup.over(barred)).isEqualTo(new Terms(Standing.BLOCKED, null, null));
    }

    private static CsvLine.Values line(String... values) {
        return new CsvLine.Values(7, List.of(values));
    }
}
