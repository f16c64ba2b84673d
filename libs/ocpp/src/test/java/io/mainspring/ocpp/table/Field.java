package io.mainspring.ocpp.table;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table.
 *
 * @param path empty for the payload itself; {@code a.b} for a member, {@code a[]} for an element
 * @param type the JSON Schema's: string, integer, number, boolean, object, array
 * @param required in the enclosing object
 * @param maxLength in code points
 * @param format date-time or uri
 * @param values of the enumeration, empty if it is none
 */
public record Field(
        String action,
        PayloadKind kind,
        String path,
        String type,
        boolean required,
        @Nullable Integer maxLength,
        @Nullable String format,
        @Nullable BigDecimal multipleOf,
        @Nullable Integer minItems,
        List<String> values) {

    /** The member's name, empty for the payload itself and for elements. */
    public String name() {
        return isElement() ? "" : path.substring(path.lastIndexOf('.') + 1);
    }

    /** Whether it describes the elements of an array. */
    public boolean isElement() {
        return path.endsWith("[]");
    }

    /** The path of the enclosing object or array; empty for the payload's own members. */
    public String parent() {
        if (isElement()) {
            return path.substring(0, path.length() - 2);
        }
        return path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
    }

    /** The JSON Pointer of the first such value in a payload. */
    public String pointer() {
        return path.isEmpty() ? "" : "/" + path.replace("[]", ".0").replace('.', '/');
    }
}
