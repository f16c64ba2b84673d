package io.mainspring.ocpp.codec;

import static io.mainspring.ocpp.codec.OcppErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION;
import static io.mainspring.ocpp.codec.OcppErrorCode.TYPE_CONSTRAINT_VIOLATION;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** An array whose elements all have one shape. */
final class ListShape extends Shape {

    private static final String EMPTY = "must have at least one element";

    private final Shape element;
    private final boolean notEmpty;

    ListShape(Shape element, boolean notEmpty) {
        this.element = element;
        this.notEmpty = notEmpty;
    }

    @Override
    Object read(JsonParser parser, Reading reading) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new Unfit();
        }
        var elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(element.read(parser, reading));
        }
        if (notEmpty && elements.isEmpty()) {
            throw new Unfit();
        }
        return elements;
    }

    @Override
    void write(JsonGenerator generator, Object value, Reading reading) {
        var elements = (List<?>) value;
        if (notEmpty && elements.isEmpty()) {
            throw new OcppViolation(OCCURRENCE_CONSTRAINT_VIOLATION, "", EMPTY);
        }
        generator.writeStartArray();
        for (int i = 0; i < elements.size(); i++) {
            try {
                element.write(generator, elements.get(i), reading);
            } catch (OcppViolation e) {
                throw e.under(Integer.toString(i));
            }
        }
        generator.writeEndArray();
    }

    @Override
    JsonNode review(JsonNode node, Review review) {
        if (!(node instanceof ArrayNode array)) {
            review.violates(TYPE_CONSTRAINT_VIOLATION, "must be an array");
            return node;
        }
        if (notEmpty && array.isEmpty()) {
            review.violates(OCCURRENCE_CONSTRAINT_VIOLATION, EMPTY);
        }
        for (int i = 0; i < array.size(); i++) {
            var old = array.get(i);
            var reviewed = review.under(Integer.toString(i), () -> element.review(old, review));
            if (reviewed != null) {
                array.set(i, reviewed);
            }
        }
        return array;
    }
}
