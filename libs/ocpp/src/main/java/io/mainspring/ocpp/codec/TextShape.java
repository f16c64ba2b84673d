package io.mainspring.ocpp.codec;

import static io.mainspring.ocpp.codec.OcppErrorCode.PROPERTY_CONSTRAINT_VIOLATION;
import static io.mainspring.ocpp.codec.OcppErrorCode.TYPE_CONSTRAINT_VIOLATION;

import io.mainspring.ocpp.v16.type.IdToken;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** A text, or an {@link IdToken} made of one, of limited length in code points. */
final class TextShape extends Shape {

    static final int UNLIMITED = Integer.MAX_VALUE;
    private static final int TOO_LARGE_TO_WRITE_OUT = 100;

    private final int limit;
    private final int tolerated;
    private final boolean idToken;

    TextShape(int limit, int tolerated, boolean idToken) {
        this.limit = limit;
        this.tolerated = Math.max(limit, tolerated);
        this.idToken = idToken;
    }

    @Override
    Object read(JsonParser parser, Reading reading) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new Unfit();
        }
        var text = parser.getString();
        var length = Texts.length(text);
        if (length < 0 || length > limit(reading)) {
            throw new Unfit();
        }
        return idToken ? new IdToken(text) : text;
    }

    @Override
    void write(JsonGenerator generator, Object value, Reading reading) {
        var text = idToken ? ((IdToken) value).value() : (String) value;
        var length = Texts.length(text);
        if (length < 0) {
            throw new OcppViolation(PROPERTY_CONSTRAINT_VIOLATION, "", Texts.UNSTORABLE);
        }
        if (length > limit(reading)) {
            throw new OcppViolation(PROPERTY_CONSTRAINT_VIOLATION, "", tooLong());
        }
        generator.writeString(text);
    }

    @Override
    JsonNode review(JsonNode node, Review review) {
        if (node.isString()) {
            return reviewText(node, review);
        }
        if (review.isTolerant() && (node.isBoolean() || isWritable(node))) {
            review.repaired(Repair.SCALAR_FOR_TEXT);
            var text = node.isBoolean() ? node.asString() : node.decimalValue().toPlainString();
            return reviewText(StringNode.valueOf(text), review);
        }
        review.violates(TYPE_CONSTRAINT_VIOLATION, "must be a string");
        return node;
    }

    private JsonNode reviewText(JsonNode node, Review review) {
        var text = node.stringValue();
        var length = Texts.length(text);
        if (length < 0) {
            if (!review.isTolerant()) {
                review.violates(PROPERTY_CONSTRAINT_VIOLATION, Texts.UNSTORABLE);
                return node;
            }
            review.repaired(Repair.UNSTORABLE_CHARACTER);
            return reviewText(StringNode.valueOf(Texts.storable(text)), review);
        }
        if (length > limit) {
            if (review.isTolerant() && length <= tolerated) {
                review.repaired(Repair.OVERLONG_TEXT);
            } else {
                review.violates(PROPERTY_CONSTRAINT_VIOLATION, tooLong());
            }
        }
        return node;
    }

    @Override
    boolean isFreeText() {
        return true;
    }

    private int limit(Reading reading) {
        return reading == Reading.LENIENT ? tolerated : limit;
    }

    private String tooLong() {
        return "must be at most " + limit + " characters";
    }

    /** 1e999999999 is a short number and a very long text. */
    private static boolean isWritable(JsonNode node) {
        return node.isNumber() && Math.abs(node.decimalValue().scale()) <= TOO_LARGE_TO_WRITE_OUT;
    }
}
