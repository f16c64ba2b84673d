package io.mainspring.ocpp.codec;

import static io.mainspring.ocpp.codec.OcppErrorCode.PROPERTY_CONSTRAINT_VIOLATION;
import static io.mainspring.ocpp.codec.OcppErrorCode.TYPE_CONSTRAINT_VIOLATION;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** An absolute URI. */
final class UriShape extends Shape {

    private static final String REASON = "must be an absolute URI";

    @Override
    Object read(JsonParser parser, Reading reading) {
        var uri =
                parser.currentToken() == JsonToken.VALUE_STRING ? parse(parser.getString()) : null;
        if (uri == null) {
            throw new Unfit();
        }
        return uri;
    }

    @Override
    void write(JsonGenerator generator, Object value, Reading reading) {
        var uri = (URI) value;
        if (!uri.isAbsolute()) {
            throw new OcppViolation(PROPERTY_CONSTRAINT_VIOLATION, "", REASON);
        }
        generator.writeString(uri.toString());
    }

    @Override
    JsonNode review(JsonNode node, Review review) {
        if (!node.isString()) {
            review.violates(TYPE_CONSTRAINT_VIOLATION, "must be a string with a URI");
        } else if (parse(node.stringValue()) == null) {
            review.violates(PROPERTY_CONSTRAINT_VIOLATION, REASON);
        }
        return node;
    }

    private static @Nullable URI parse(String text) {
        try {
            var uri = new URI(text);
            return uri.isAbsolute() && Texts.length(text) >= 0 ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
