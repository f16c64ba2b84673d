package io.mainspring.ocpp.codec;

import static io.mainspring.ocpp.codec.OcppErrorCode.PROPERTY_CONSTRAINT_VIOLATION;
import static io.mainspring.ocpp.codec.OcppErrorCode.TYPE_CONSTRAINT_VIOLATION;

import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** A moment in RFC 3339. Numbers are refused: seconds or milliseconds would be a guess. */
final class InstantShape extends Shape {

    @Override
    Object read(JsonParser parser, Reading reading) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new Unfit();
        }
        var instant = Rfc3339.parse(parser.getString());
        if (instant == null) {
            throw new Unfit();
        }
        return instant;
    }

    @Override
    void write(JsonGenerator generator, Object value, Reading reading) {
        var text = Rfc3339.write((Instant) value);
        if (text == null) {
            throw new OcppViolation(
                    PROPERTY_CONSTRAINT_VIOLATION, "", "must be between the years 1 and 9999");
        }
        generator.writeRawUTF8String(text, 0, text.length);
    }

    @Override
    JsonNode review(JsonNode node, Review review) {
        if (!node.isString()) {
            review.violates(TYPE_CONSTRAINT_VIOLATION, "must be a string with a date and time");
            return node;
        }
        var text = node.stringValue();
        if (Rfc3339.parse(text) != null) {
            return node;
        }
        if (review.isTolerant()) {
            var near = NearRfc3339.of(text);
            if (near != null) {
                near.repairs().forEach(review::repaired);
                return StringNode.valueOf(near.text());
            }
        }
        review.violates(PROPERTY_CONSTRAINT_VIOLATION, "must be a date and time of RFC 3339");
        return node;
    }
}
