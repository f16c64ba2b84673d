package io.mainspring.ocpp.codec;

import static io.mainspring.ocpp.codec.OcppErrorCode.FORMATION_VIOLATION;

import io.mainspring.ocpp.v16.action.OcppMessage;
import java.io.ByteArrayOutputStream;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Payloads as records and as JSON. Immutable and for all threads.
 *
 * <p>A payload that keeps to the specification is bound in one pass over its bytes, without a tree.
 * Only one that does not is read a second time: to say what is wrong with it, or to mend it. The
 * OCA's schemas are the rule; what the specification's text asks beyond them (a connector id
 * greater than 0) is left to the services, which must answer such messages all the same.
 */
public final class OcppCodec {

    private static final OcppCodec STRICT = new OcppCodec(false);
    private static final OcppCodec TOLERANT = new OcppCodec(true);
    private static final int TYPICAL_SIZE = 256;

    private final boolean tolerant;

    private OcppCodec(boolean tolerant) {
        this.tolerant = tolerant;
    }

    /** Reads and writes what the specification allows and nothing else. */
    public static OcppCodec strict() {
        return STRICT;
    }

    /**
     * Reads also what charge points are known to send, by the rules of {@link Repair}; writes also
     * what it has read.
     */
    public static OcppCodec tolerant() {
        return TOLERANT;
    }

    /**
     * Reads a payload.
     *
     * @param type the request or response of an action
     * @param payload UTF-8
     * @throws OcppViolation if it is no such message
     */
    public <T> Decoded<T> decode(Class<T> type, byte[] payload) {
        var shape = Shapes.of(type);
        try {
            var reading = tolerant ? Reading.WATCHFUL : Reading.STRICT;
            return new Decoded<>(type.cast(read(shape, payload, reading)), payload, List.of());
        } catch (Unfit | JacksonException e) {
            return review(type, shape, payload);
        }
    }

    /**
     * Writes a message: timestamps in UTC with milliseconds, numbers without exponent, no absent
     * fields.
     *
     * @throws OcppViolation if it holds what must not be sent, a text too long for example
     */
    public byte[] encode(OcppMessage message) {
        var out = new ByteArrayOutputStream(TYPICAL_SIZE);
        try (var generator = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            var reading = tolerant ? Reading.LENIENT : Reading.STRICT;
            Shapes.of(message.getClass()).write(generator, message, reading);
        }
        return out.toByteArray();
    }

    private <T> Decoded<T> review(Class<T> type, RecordShape shape, byte[] payload) {
        var review = new Review(tolerant);
        var tree = tree(payload);
        if (tree.isNull() && tolerant) {
            review.repaired(Repair.NULL_PAYLOAD);
            tree = Json.MAPPER.createObjectNode();
        }
        if (!(tree instanceof ObjectNode)) {
            throw new OcppViolation(FORMATION_VIOLATION, "", "payload must be an object");
        }
        shape.review(tree, review);
        var violation = review.violation();
        if (violation != null) {
            throw violation;
        }
        var mended = review.correctsThePayload() ? Json.MAPPER.writeValueAsBytes(tree) : payload;
        var message = type.cast(read(shape, mended, Reading.LENIENT));
        return new Decoded<>(message, mended, review.repairs());
    }

    private static Object read(RecordShape shape, byte[] payload, Reading reading) {
        try (var parser = Json.FACTORY.createParser(ObjectReadContext.empty(), payload)) {
            parser.nextToken();
            var message = shape.read(parser, reading);
            if (parser.nextToken() != null) {
                throw new Unfit();
            }
            return message;
        }
    }

    private static JsonNode tree(byte[] payload) {
        try (var parser = Json.MAPPER.createParser(payload)) {
            return tree(parser);
        }
    }

    private static JsonNode tree(JsonParser parser) {
        try {
            JsonNode tree = parser.readValueAsTree();
            if (tree == null || parser.nextToken() != null) {
                throw new OcppViolation(FORMATION_VIOLATION, "", "not one JSON value");
            }
            return tree;
        } catch (JacksonException e) {
            if (e.getOriginalMessage().startsWith("Duplicate")) {
                var place = parser.streamReadContext().pathAsPointer().toString();
                throw new OcppViolation(FORMATION_VIOLATION, place, "field stands there twice");
            }
            throw new OcppViolation(FORMATION_VIOLATION, "", "not JSON, or nested too deep");
        }
    }
}
