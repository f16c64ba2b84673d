package io.mainspring.ocpp.codec;

import static io.mainspring.ocpp.codec.OcppErrorCode.TYPE_CONSTRAINT_VIOLATION;

import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.IntNode;

/** A 32-bit integer, which is what all ids and registers of OCPP 1.6 are. */
final class IntegerShape extends Shape {

    private static final BigDecimal MIN = BigDecimal.valueOf(Integer.MIN_VALUE);
    private static final BigDecimal MAX = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final String REASON = "must be an integer of 32 bits";

    private final boolean register;

    /**
     * @param register whether a fraction may be rounded off when reading tolerantly
     */
    IntegerShape(boolean register) {
        this.register = register;
    }

    @Override
    Object read(JsonParser parser, Reading reading) {
        var token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() == NumberType.INT) {
            return parser.getIntValue();
        }
        if (reading == Reading.LENIENT && register && token == JsonToken.VALUE_NUMBER_FLOAT) {
            return rounded(parser.getDecimalValue()).intValueExact();
        }
        throw new Unfit();
    }

    @Override
    void write(JsonGenerator generator, Object value, Reading reading) {
        generator.writeNumber((int) value);
    }

    @Override
    JsonNode review(JsonNode node, Review review) {
        if (node.isInt()) {
            return node;
        }
        if (review.isTolerant()) {
            var number = Numbers.of(node, review);
            if (number != null) {
                return reviewNumber(node, number, review);
            }
        }
        review.violates(TYPE_CONSTRAINT_VIOLATION, REASON);
        return node;
    }

    private JsonNode reviewNumber(JsonNode node, BigDecimal number, Review review) {
        if (number.compareTo(MIN) < 0 || rounded(number).compareTo(MAX) > 0) {
            review.violates(TYPE_CONSTRAINT_VIOLATION, REASON);
            return node;
        }
        if (number.stripTrailingZeros().scale() <= 0) {
            if (node.isFloatingPointNumber()) {
                review.repaired(Repair.DECIMAL_FOR_INTEGER);
            }
            return IntNode.valueOf(number.intValueExact());
        }
        if (register) {
            review.repaired(Repair.FRACTIONAL_REGISTER);
            return DecimalNode.valueOf(number);
        }
        review.violates(TYPE_CONSTRAINT_VIOLATION, REASON);
        return node;
    }

    private static BigDecimal rounded(BigDecimal number) {
        return number.setScale(0, RoundingMode.HALF_UP);
    }
}
