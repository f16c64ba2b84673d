package io.mainspring.ocpp.frame;

import static io.mainspring.ocpp.codec.OcppErrorCode.FORMATION_VIOLATION;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.JsonRecyclerPools;

/** Texts to frames in one pass that cuts the payload out without building a tree, and back. */
public final class Frames {

    /** In code points, for CALLs. OCPP-J 1.6 §4.1.4. */
    public static final int MAX_UNIQUE_ID_LENGTH = 36;

    private static final int MAX_DEPTH = 64;
    private static final int OVERHEAD = 64;
    private static final byte[] EMPTY_OBJECT = {'{', '}'};
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .recyclerPool(JsonRecyclerPools.threadLocalPool())
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .build();

    private Frames() {}

    /**
     * Reads a frame. A null payload is read as {@code {}}; a payload that is no object is left to
     * the codec. Of a CALLERROR only type, id and code must be there.
     *
     * @param text UTF-8
     * @throws FrameViolation if it is none, is nested too deeply, or is not JSON to its end
     */
    public static Frame read(byte[] text) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            return new Reader(text, parser).read();
        }
    }

    /** Writes a frame, on one line and as UTF-8. */
    public static byte[] write(Frame frame) {
        return switch (frame) {
            case Frame.Call(var id, var action, var payload) -> write(2, payload, id, action);
            case Frame.CallResult(var id, var payload) -> write(3, payload, id);
            case Frame.CallError(var id, var code, var description, var details) ->
                    write(4, details, id, code, description);
        };
    }

    private static byte[] write(int type, byte[] payload, String... texts) {
        var out = new ByteArrayOutputStream(payload.length + OVERHEAD);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartArray();
            json.writeNumber(type);
            for (var text : texts) {
                json.writeString(text);
            }
            json.flush();
            out.write(',');
            out.writeBytes(payload);
            json.writeEndArray();
        }
        return out.toByteArray();
    }

    /** One pass over one text. Once the id of a CALL is known, whatever is wrong is answered. */
    private static final class Reader {

        private final byte[] text;
        private final JsonParser parser;
        private @Nullable String callId;

        Reader(byte[] text, JsonParser parser) {
            this.text = text;
            this.parser = parser;
        }

        Frame read() {
            try {
                require(parser.nextToken() == JsonToken.START_ARRAY, "not a JSON array");
                return switch (type()) {
                    case 2 -> call();
                    case 3 -> callResult();
                    case 4 -> callError();
                    default -> throw violation("not a message type of OCPP-J 1.6");
                };
            } catch (JacksonException e) {
                throw violation("not JSON, or nested too deep");
            }
        }

        private Frame call() {
            var id = string("unique id");
            callId = id;
            require(!id.isEmpty(), "unique id is empty");
            require(
                    id.codePointCount(0, id.length()) <= MAX_UNIQUE_ID_LENGTH,
                    "unique id is longer than 36 characters");
            var action = string("action");
            var payload = value();
            if (payload == null) {
                throw violation("a CALL has 4 elements");
            }
            end("a CALL has 4 elements");
            return new Frame.Call(id, action, payload);
        }

        private Frame callResult() {
            var id = string("unique id");
            var payload = value();
            if (payload == null) {
                throw violation("a CALLRESULT has 3 elements");
            }
            end("a CALLRESULT has 3 elements");
            return new Frame.CallResult(id, payload);
        }

        private Frame callError() {
            var id = string("unique id");
            var code = string("error code");
            var description = "";
            var token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING) {
                description = parser.getString();
            } else if (token == JsonToken.END_ARRAY) {
                endOfText();
                return new Frame.CallError(id, code, description, EMPTY_OBJECT.clone());
            } else {
                parser.skipChildren();
            }
            var details = value();
            if (details == null) {
                endOfText();
                return new Frame.CallError(id, code, description, EMPTY_OBJECT.clone());
            }
            end("a CALLERROR has 5 elements");
            return new Frame.CallError(id, code, description, details);
        }

        private int type() {
            return parser.nextToken() == JsonToken.VALUE_NUMBER_INT
                            && parser.getNumberType() == NumberType.INT
                    ? parser.getIntValue()
                    : -1;
        }

        private String string(String what) {
            require(parser.nextToken() == JsonToken.VALUE_STRING, what + " is not a string");
            return parser.getString();
        }

        /** The bytes of the next element, null at the end of the array. */
        private byte @Nullable [] value() {
            var token = parser.nextToken();
            if (token == JsonToken.END_ARRAY) {
                return null;
            }
            if (token == JsonToken.VALUE_NULL) {
                return EMPTY_OBJECT.clone();
            }
            var start = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            parser.finishToken();
            var end = (int) parser.currentLocation().getByteOffset();
            return Arrays.copyOfRange(text, start, end);
        }

        private void end(String otherwise) {
            require(parser.nextToken() == JsonToken.END_ARRAY, otherwise);
            endOfText();
        }

        private void endOfText() {
            require(parser.nextToken() == null, "something follows the frame");
        }

        private void require(boolean condition, String otherwise) {
            if (!condition) {
                throw violation(otherwise);
            }
        }

        private FrameViolation violation(String reason) {
            return new FrameViolation(callId, FORMATION_VIOLATION, reason);
        }
    }
}
