package io.mainspring.auth.idtag;

import io.mainspring.auth.csv.CsvLine;
import io.mainspring.auth.idtag.ImportSummary.RowError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which column stands where in a file, and how to read its rows. */
final class ImportColumns {

    enum Column {
        ID_TAG("idTag"),
        STATUS("status"),
        EXPIRY_DATE("expiryDate"),
        PARENT_ID_TAG("parentIdTag");

        final String title;

        Column(String title) {
            this.title = title;
        }
    }

    private final Map<Column, Integer> places = new EnumMap<>(Column.class);
    private final int width;

    /**
     * @throws UnusableCsv if a column is not known, stands twice, or idTag is missing: then no row
     *     can be trusted
     */
    ImportColumns(CsvLine.Values header) {
        width = header.values().size();
        for (int i = 0; i < width; i++) {
            var column = named(header.values().get(i));
            if (places.put(column, i) != null) {
                throw new UnusableCsv("the column " + column.title + " stands there twice");
            }
        }
        if (!places.containsKey(Column.ID_TAG)) {
            throw new UnusableCsv("the column idTag is missing");
        }
    }

    private static Column named(String title) {
        for (var column : Column.values()) {
            if (column.title.equalsIgnoreCase(title.strip())) {
                return column;
            }
        }
        throw new UnusableCsv(
                "the first line names an unknown column; known are"
                        + " idTag, status, expiryDate and parentIdTag");
    }

    /** The row, or null after its faults were added to {@code errors}. */
    @Nullable ImportRow read(CsvLine.Values line, List<RowError> errors) {
        if (line.values().size() != width) {
            errors.add(
                    new RowError(
                            line.number(),
                            null,
                            "has " + line.values().size() + " values, the header has " + width));
            return null;
        }
        var faults = new Faults(line.number());
        var idTag = text(line, Column.ID_TAG);
        faults.add(Column.ID_TAG, IdTagRules.faultOfIdTag(idTag));
        var status = text(line, Column.STATUS);
        var standing = status == null ? null : Standing.named(status).orElse(null);
        if (status != null && standing == null) {
            faults.add(Column.STATUS, "must be Accepted or Blocked");
        }
        var expiryDate = expiryDate(text(line, Column.EXPIRY_DATE), faults);
        var parentIdTag = text(line, Column.PARENT_ID_TAG);
        faults.add(Column.PARENT_ID_TAG, IdTagRules.faultOfParentIdTag(parentIdTag));
        errors.addAll(faults.found);
        return idTag == null || !faults.found.isEmpty()
                ? null
                : new ImportRow(
                        idTag,
                        standing,
                        places.containsKey(Column.EXPIRY_DATE),
                        expiryDate,
                        places.containsKey(Column.PARENT_ID_TAG),
                        parentIdTag);
    }

    private @Nullable String text(CsvLine.Values line, Column column) {
        var place = places.get(column);
        if (place == null) {
            return null;
        }
        var text = line.values().get(place);
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Instant expiryDate(@Nullable String text, Faults faults) {
        if (text == null) {
            return null;
        }
        try {
            var expiryDate = IdTagRules.stored(OffsetDateTime.parse(text).toInstant());
            faults.add(Column.EXPIRY_DATE, IdTagRules.faultOfExpiryDate(expiryDate));
            return expiryDate;
        } catch (DateTimeException _) {
            faults.add(Column.EXPIRY_DATE, "must be a time such as 2030-12-31T23:00:00Z");
            return null;
        }
    }

    /** What is wrong with one line. */
    private static final class Faults {

        private final long line;
        private final List<RowError> found = new ArrayList<>(1);

        Faults(long line) {
            this.line = line;
        }

        void add(Column column, @Nullable String reason) {
            if (reason != null) {
                found.add(new RowError(line, column.title, reason));
            }
        }
    }

    /** The file as a whole cannot be imported. */
    static final class UnusableCsv extends RuntimeException {

        UnusableCsv(String reason) {
            super(reason);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
