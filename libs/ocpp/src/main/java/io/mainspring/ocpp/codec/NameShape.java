package io.mainspring.ocpp.codec;

import static io.mainspring.ocpp.codec.OcppErrorCode.PROPERTY_CONSTRAINT_VIOLATION;
import static io.mainspring.ocpp.codec.OcppErrorCode.TYPE_CONSTRAINT_VIOLATION;

import io.mainspring.ocpp.v16.WireName;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** A name out of an enumeration, case-sensitive. */
final class NameShape extends Shape {

    private static final String NOT_ALLOWED = "is not an allowed value";
    private static final TextShape UNLISTED_TEXT = new TextShape(255, 255, false);

    private final Map<String, WireName> names;
    private final @Nullable WireName fallback;
    private final Repair fallbackRule;

    /**
     * @param names all that may be on the wire
     * @param fallback what stands for any other name when reading tolerantly; null to refuse it
     */
    NameShape(Map<String, WireName> names, @Nullable WireName fallback, Repair fallbackRule) {
        this.names = Map.copyOf(names);
        this.fallback = fallback;
        this.fallbackRule = fallbackRule;
    }

    @Override
    Object read(JsonParser parser, Reading reading) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new Unfit();
        }
        var name = names.get(parser.getString());
        if (name != null) {
            return name;
        }
        if (reading == Reading.LENIENT && fallback != null) {
            return fallback;
        }
        throw new Unfit();
    }

    @Override
    void write(JsonGenerator generator, Object value, Reading reading) {
        var name = ((WireName) value).wireName();
        if (name.isEmpty()) {
            throw new OcppViolation(PROPERTY_CONSTRAINT_VIOLATION, "", NOT_ALLOWED);
        }
        generator.writeString(name);
    }

    @Override
    JsonNode review(JsonNode node, Review review) {
        if (node.isString() && names.containsKey(node.stringValue())) {
            return node;
        }
        if (review.isTolerant() && fallback != null) {
            var text = UNLISTED_TEXT.review(node, review);
            if (text.isString() && !names.containsKey(text.stringValue())) {
                review.repaired(fallbackRule);
            }
            return text;
        }
        if (node.isString()) {
            review.violates(PROPERTY_CONSTRAINT_VIOLATION, NOT_ALLOWED);
        } else {
            review.violates(TYPE_CONSTRAINT_VIOLATION, "must be a string");
        }
        return node;
    }

    /** Whether a text is read as the fallback. */
    boolean isUnlisted(String text) {
        return !names.containsKey(text);
    }
}
