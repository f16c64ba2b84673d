package io.mainspring.ocpp.codec;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * What the JSON of one Java type looks like. Built once per type by {@link Shapes}, immutable, used
 * by all threads.
 */
abstract sealed class Shape
        permits BooleanShape,
                DecimalShape,
                InstantShape,
                IntegerShape,
                ListShape,
                NameShape,
                RecordShape,
                TextShape,
                UriShape {

    /**
     * The fast path: reads the value whose first token the parser stands on, up to its last token.
     *
     * @throws Unfit if anything is not as the reading allows, without saying what
     */
    abstract Object read(JsonParser parser, Reading reading);

    /**
     * Writes a value of the type.
     *
     * @throws OcppViolation if it must not be sent; its path starts at this value
     */
    abstract void write(JsonGenerator generator, Object value, Reading reading);

    /**
     * The slow path: reports to the review what {@link #read} objects to, and mends it as far as
     * the review is tolerant.
     *
     * @return what is to stand in the node's place, null to drop it
     */
    abstract @Nullable JsonNode review(JsonNode node, Review review);

    /** Whether a blank text can mean nothing but "absent" here. */
    boolean isFreeText() {
        return false;
    }
}
