package io.mainspring.contracts;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page about all published events, made of the records and their Javadoc. */
final class EventsPage {

    private static final String HEAD =
            """
            # Published events

            Generated from `libs/contracts` by its tests, which compare it with the committed page.

            Each event is a Kafka record on `events.<owner>`, a CloudEvent 1.0 in binary mode: `ce_type` names type and version, `ce_id`
            is the same when the event is delivered again, `ce_time` tells when it happened, the value is JSON. Within a version only
            optional fields are added; ignore what you do not know, an unknown value of an enumeration included. Times are RFC 3339
            in UTC, energy is in Wh, power in W, current in A, durations in seconds unless a field says otherwise.
            """;

    private static final Map<Class<?>, String> SCALARS =
            Map.of(
                    String.class, "string",
                    int.class, "integer",
                    Integer.class, "integer",
                    long.class, "integer",
                    Long.class, "integer",
                    boolean.class, "boolean",
                    Boolean.class, "boolean",
                    BigDecimal.class, "number",
                    Instant.class, "time",
                    UUID.class, "UUID");

    private EventsPage() {}

    static String write() {
        var page = new StringBuilder(HEAD);
        var owner = "";
        for (var event : PublishedEvent.all()) {
            if (!event.owner().equals(owner)) {
                owner = event.owner();
                page.append("\n## `events.%s`\n\n".formatted(owner))
                        .append(SourceDoc.of(event.type().getPackage()).text())
                        .append("\n");
            }
            page.append("\n### `%s`\n\n%s\n\n".formatted(event.name(), event.doc().text()))
                    .append("| Field | Type | |\n|---|---|---|\n");
            for (var field : event.type().getRecordComponents()) {
                page.append(
                        "| `%s`%s | %s | %s |\n"
                                .formatted(
                                        field.getName(),
                                        isOptional(field) ? " (optional)" : "",
                                        type(field.getGenericType()),
                                        event.doc().params().getOrDefault(field.getName(), "")));
            }
        }
        return page.toString();
    }

    private static boolean isOptional(RecordComponent field) {
        return field.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static String type(Type type) {
        if (type instanceof ParameterizedType generic) {
            var of =
                    Arrays.stream(generic.getActualTypeArguments())
                            .map(EventsPage::type)
                            .collect(Collectors.joining(" to "));
            return (generic.getRawType() == Map.class ? "object: " : "array of ") + of;
        }
        var plain = (Class<?>) type;
        if (plain.isEnum()) {
            return Arrays.stream(plain.getFields())
                    .filter(Field::isEnumConstant)
                    .filter(constant -> !constant.isAnnotationPresent(JsonEnumDefaultValue.class))
                    .map(EventsPage::wireName)
                    .collect(Collectors.joining("`, `", "`", "`"));
        }
        if (plain.isRecord()) {
            return Arrays.stream(plain.getRecordComponents())
                    .map(c ->
                            c.getName() + (isOptional(c) ? "?: " : ": ") + type(c.getGenericType()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        var scalar = SCALARS.get(plain);
        if (scalar == null) {
            throw new IllegalStateException("no name for " + plain + " on the page of events");
        }
        return scalar;
    }

    private static String wireName(Field constant) {
        var name = constant.getAnnotation(JsonProperty.class);
        return name == null ? constant.getName() : name.value();
    }
}
