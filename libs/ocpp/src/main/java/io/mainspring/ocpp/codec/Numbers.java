package io.mainspring.ocpp.codec;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Numbers that stand where they should, or in a text where a number should stand. */
final class Numbers {

    /** Beyond it a number means nothing in this protocol, but could be expensive to write out. */
    private static final int MAX_SCALE = 30;

    private static final Pattern PLAIN = Pattern.compile("[+-]?[0-9]{1,20}(\\.[0-9]{1,20})?");

    private Numbers() {}

    static boolean isReasonable(BigDecimal number) {
        return Math.abs(number.scale()) <= MAX_SCALE && number.precision() <= MAX_SCALE;
    }

    /** The number in a node, null if there is none. Reports a text for a number as repaired. */
    static @Nullable BigDecimal of(JsonNode node, Review review) {
        if (node.isNumber()) {
            var number = node.decimalValue();
            return isReasonable(number) ? number : null;
        }
        if (node.isString()) {
            var text = node.stringValue().strip();
            if (PLAIN.matcher(text).matches()) {
                review.repaired(Repair.TEXT_FOR_NUMBER);
                return new BigDecimal(text);
            }
        }
        return null;
    }
}
