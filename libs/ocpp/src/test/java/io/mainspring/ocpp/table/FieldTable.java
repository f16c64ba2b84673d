package io.mainspring.ocpp.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** All fields of all payloads, in the order of the schemas ({@code fields.tsv} beside it). */
public final class FieldTable {

    private static final int HEADER_LINES = 3;
    private static final String NOTHING = "-";

    private final List<Field> fields;

    private FieldTable(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    public static FieldTable load() {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        FieldTable.class.getResourceAsStream("fields.tsv")),
                                StandardCharsets.UTF_8))) {
            return new FieldTable(lines.lines().skip(HEADER_LINES).map(FieldTable::field).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names as on the wire, in the order of the specification. */
    public Set<String> actions() {
        var names = new LinkedHashSet<String>();
        fields.forEach(field -> names.add(field.action()));
        return names;
    }

    /** The rows of one payload, its own row first; empty if the table does not know the action. */
    public List<Field> of(String action, PayloadKind kind) {
        return fields.stream()
                .filter(field -> field.action().equals(action) && field.kind() == kind)
                .toList();
    }

    private static Field field(String line) {
        var cells = new ArrayList<String>();
        for (var cell : line.split("\t", -1)) {
            cells.add(cell.equals(NOTHING) ? "" : cell);
        }
        return new Field(
                cells.get(0),
                cells.get(1).equals("request") ? PayloadKind.REQUEST : PayloadKind.RESPONSE,
                cells.get(2),
                cells.get(3),
                cells.get(4).equals("yes"),
                cells.get(5).isEmpty() ? null : Integer.valueOf(cells.get(5)),
                cells.get(6).isEmpty() ? null : cells.get(6),
                cells.get(7).isEmpty() ? null : new BigDecimal(cells.get(7)),
                cells.get(8).isEmpty() ? null : Integer.valueOf(cells.get(8)),
                cells.get(9).isEmpty() ? List.of() : List.of(cells.get(9).split(" ", -1)));
    }
}
