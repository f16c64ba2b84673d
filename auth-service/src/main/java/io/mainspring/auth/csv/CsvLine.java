package io.mainspring.auth.csv;

import java.util.List;

/** One line of a CSV file that is not blank. */
public sealed interface CsvLine {

    /** Counted from 1, as an editor shows it. */
    long number();

    /** The values, unquoted and otherwise untouched: blanks belong to them. */
    record Values(long number, List<String> values) implements CsvLine {}

    /** A line that is no record; the lines behind it are not affected. */
    record Broken(long number, String reason) implements CsvLine {}
}
