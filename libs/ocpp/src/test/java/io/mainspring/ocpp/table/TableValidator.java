package io.mainspring.ocpp.table;

import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Walks a payload by the table and lists everything that the schemas would object to. */
public final class TableValidator {

    private static final Pattern RFC_3339 =
            Pattern.compile(
                    "(\\d{4}-\\d{2}-\\d{2})[Tt](\\d{2}:\\d{2}:\\d{2})(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})");

    private final FieldTable table;

    public TableValidator(FieldTable table) {
        this.table = table;
    }

    /**
     * What is wrong with a payload, in the order in which it stands there.
     *
     * @throws IllegalArgumentException if the action is in no OCPP 1.6 list
     */
    public List<Finding> validate(String action, PayloadKind kind, JsonNode payload) {
        var fields = table.of(action, kind);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("no action of OCPP 1.6: " + action);
        }
        var findings = new ArrayList<Finding>();
        if (payload.isObject()) {
            object(fields, "", payload, "", findings);
        } else {
            findings.add(new Finding(Finding.Kind.STRUCTURE, ""));
        }
        return findings;
    }

    private static void object(
            List<Field> fields, String path, JsonNode node, String at, List<Finding> findings) {
        var members = new LinkedHashMap<String, Field>();
        for (var field : fields) {
            if (!field.path().isEmpty() && !field.isElement() && field.parent().equals(path)) {
                members.put(field.name(), field);
            }
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            var place = at + "/" + member.getKey();
            var field = members.remove(member.getKey());
            if (field == null) {
                findings.add(new Finding(Finding.Kind.STRUCTURE, place));
            } else {
                value(fields, field, member.getValue(), place, findings);
            }
        }
        for (var absent : members.values()) {
            if (absent.required()) {
                findings.add(new Finding(Finding.Kind.OCCURRENCE, at + "/" + absent.name()));
            }
        }
    }

    private static void value(
            List<Field> fields, Field field, JsonNode node, String at, List<Finding> findings) {
        if (!isOfType(field.type(), node)) {
            findings.add(new Finding(Finding.Kind.TYPE, at));
            return;
        }
        switch (field.type()) {
            case "object" -> object(fields, field.path(), node, at, findings);
            case "array" -> {
                var minItems = field.minItems();
                if (minItems != null && node.size() < minItems) {
                    findings.add(new Finding(Finding.Kind.OCCURRENCE, at));
                }
                var elements =
                        fields.stream()
                                .filter(other -> other.path().equals(field.path() + "[]"))
                                .findFirst()
                                .orElseThrow();
                for (int i = 0; i < node.size(); i++) {
                    value(fields, elements, node.get(i), at + "/" + i, findings);
                }
            }
            case "string" -> {
                if (!isAllowed(field, node.stringValue())) {
                    findings.add(new Finding(Finding.Kind.VALUE, at));
                }
            }
            case "number" -> {
                var step = field.multipleOf();
                if (step != null
                        && node.decimalValue().remainder(step).compareTo(BigDecimal.ZERO) != 0) {
                    findings.add(new Finding(Finding.Kind.VALUE, at));
                }
            }
            default -> {}
        }
    }

    private static boolean isOfType(String type, JsonNode node) {
        return switch (type) {
            case "object" -> node.isObject();
            case "array" -> node.isArray();
            case "string" -> node.isString();
            case "boolean" -> node.isBoolean();
            case "number" -> node.isNumber();
            // draft 4: 1.0 is no integer; WSDL: 32 bits
            case "integer" -> node.isIntegralNumber() && node.canConvertToInt();
            default -> throw new IllegalStateException("the table knows no type " + type);
        };
    }

    private static boolean isAllowed(Field field, String text) {
        if (!field.values().isEmpty() && !field.values().contains(text)) {
            return false;
        }
        var maxLength = field.maxLength();
        if (maxLength != null && text.codePointCount(0, text.length()) > maxLength) {
            return false;
        }
        return switch (field.format()) {
            case null -> true;
            case "date-time" -> isDateTime(text);
            case "uri" -> isUri(text);
            default -> throw new IllegalStateException("the table knows no format of " + field);
        };
    }

    private static boolean isDateTime(String text) {
        var parts = RFC_3339.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        try {
            var zone = parts.group(4).equalsIgnoreCase("z") ? "Z" : parts.group(4);
            OffsetDateTime.parse(parts.group(1) + "T" + parts.group(2) + zone);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isUri(String text) {
        try {
            return URI.create(text).isAbsolute();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
