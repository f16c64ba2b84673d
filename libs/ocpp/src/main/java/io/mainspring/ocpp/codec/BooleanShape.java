package io.mainspring.ocpp.codec;

import static io.mainspring.ocpp.codec.OcppErrorCode.TYPE_CONSTRAINT_VIOLATION;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/** A boolean; only GetConfiguration's {@code readonly} is one. */
final class BooleanShape extends Shape {

    @Override
    Object read(JsonParser parser, Reading reading) {
        var token = parser.currentToken();
        if (token == JsonToken.VALUE_TRUE) {
            return true;
        }
        if (token == JsonToken.VALUE_FALSE) {
            return false;
        }
        throw new Unfit();
    }

    @Override
    void write(JsonGenerator generator, Object value, Reading reading) {
        generator.writeBoolean((boolean) value);
    }

    @Override
    JsonNode review(JsonNode node, Review review) {
        if (node.isBoolean()) {
            return node;
        }
        var meant = review.isTolerant() ? meant(node) : null;
        if (meant == null) {
            review.violates(TYPE_CONSTRAINT_VIOLATION, "must be a boolean");
            return node;
        }
        review.repaired(Repair.SCALAR_FOR_BOOLEAN);
        return BooleanNode.valueOf(meant);
    }

    private static @Nullable Boolean meant(JsonNode node) {
        if (!node.isString() && !node.isInt()) {
            return null;
        }
        return switch (node.asString().strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> null;
        };
    }
}
