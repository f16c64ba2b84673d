package io.mainspring.ocpp.table;

import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Correct payloads made from the table alone. */
public final class Payloads {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String TIMESTAMP = "2026-03-01T10:00:00.000Z";

    private final FieldTable table;

    public Payloads(FieldTable table) {
        this.table = table;
    }

    /** Every field is there, every list has two elements. */
    public ObjectNode full(String action, PayloadKind kind) {
        return object(table.of(action, kind), "", true);
    }

    /** Required fields only, lists have as few elements as allowed. */
    public ObjectNode minimal(String action, PayloadKind kind) {
        return object(table.of(action, kind), "", false);
    }

    private static ObjectNode object(List<Field> fields, String path, boolean full) {
        var object = JSON.objectNode();
        for (var field : fields) {
            var isMember =
                    !field.path().isEmpty() && !field.isElement() && field.parent().equals(path);
            if (isMember && (full || field.required())) {
                object.set(field.name(), value(fields, field, full));
            }
        }
        return object;
    }

    private static JsonNode value(List<Field> fields, Field field, boolean full) {
        return switch (field.type()) {
            case "object" -> object(fields, field.path(), full);
            case "array" -> array(fields, field, full);
            case "integer" -> JSON.numberNode(7);
            case "number" -> JSON.numberNode(new BigDecimal("16.1"));
            case "boolean" -> JSON.booleanNode(true);
            case "string" -> JSON.stringNode(text(field));
            default -> throw new IllegalStateException("the table knows no type of " + field);
        };
    }

    private static ArrayNode array(List<Field> fields, Field field, boolean full) {
        var array = JSON.arrayNode();
        var minItems = field.minItems();
        var size = full ? 2 : minItems == null ? 0 : minItems;
        var element =
                fields.stream()
                        .filter(other -> other.path().equals(field.path() + "[]"))
                        .findFirst()
                        .orElseThrow();
        for (int i = 0; i < size; i++) {
            array.add(value(fields, element, full));
        }
        return array;
    }

    private static String text(Field field) {
        if (!field.values().isEmpty()) {
            return field.values().getFirst();
        }
        return switch (field.format()) {
            case null -> "text";
            case "date-time" -> TIMESTAMP;
            case "uri" -> "ftp://files.example/diagnostics";
            default -> throw new IllegalStateException("the table knows no format of " + field);
        };
    }
}
