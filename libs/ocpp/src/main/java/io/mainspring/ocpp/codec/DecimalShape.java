package io.mainspring.ocpp.codec;

import static io.mainspring.ocpp.codec.OcppErrorCode.PROPERTY_CONSTRAINT_VIOLATION;
import static io.mainspring.ocpp.codec.OcppErrorCode.TYPE_CONSTRAINT_VIOLATION;

import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DecimalNode;

/** A number with at most one decimal; 16.10 has one. Written without exponent. */
final class DecimalShape extends Shape {

    private static final String REASON = "must be a number with at most one decimal";

    @Override
    Object read(JsonParser parser, Reading reading) {
        if (!parser.currentToken().isNumeric()) {
            throw new Unfit();
        }
        var number = parser.getDecimalValue();
        if (fits(number)) {
            return number;
        }
        if (reading == Reading.LENIENT && Numbers.isReasonable(number)) {
            return number.setScale(1, RoundingMode.FLOOR); // a limit is not to be exceeded
        }
        throw new Unfit();
    }

    @Override
    void write(JsonGenerator generator, Object value, Reading reading) {
        var number = (BigDecimal) value;
        if (!fits(number)) {
            throw new OcppViolation(PROPERTY_CONSTRAINT_VIOLATION, "", REASON);
        }
        generator.writeNumber(number.toPlainString());
    }

    @Override
    JsonNode review(JsonNode node, Review review) {
        if (node.isNumber()) {
            reviewNumber(node.decimalValue(), review);
            return node;
        }
        if (review.isTolerant()) {
            var number = Numbers.of(node, review);
            if (number != null) {
                reviewNumber(number, review);
                return DecimalNode.valueOf(number);
            }
        }
        review.violates(TYPE_CONSTRAINT_VIOLATION, "must be a number");
        return node;
    }

    private static void reviewNumber(BigDecimal number, Review review) {
        if (fits(number)) {
            return;
        }
        if (review.isTolerant() && Numbers.isReasonable(number)) {
            review.repaired(Repair.FRACTIONAL_LIMIT);
        } else {
            review.violates(PROPERTY_CONSTRAINT_VIOLATION, REASON);
        }
    }

    private static boolean fits(BigDecimal number) {
        return Numbers.isReasonable(number)
                && (number.scale() <= 1 || number.stripTrailingZeros().scale() <= 1);
    }
}
