package io.mainspring.correlation.ledger;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Takes secrets out of payloads before they are stored: the values of configuration keys that hold
 * one (AuthorizationKey and vendors' passwords), wherever a key and its value stand together, and
 * of upload and download locations the passwords and the tokens of our own addresses.
 */
final class SecretMask {

    static final String MASK = "***";

    /** PIN and PSK as words of their own only: WebSocketPingInterval is no secret. */
    private static final Pattern SECRET_KEY =
            Pattern.compile(
                    "(?i:authorizationkey|passw|passphrase|secret|credential|apikey|privatekey|token)"
                            + "|(?:P(?:in|IN|sk|SK)|(?<![A-Za-z])p(?:in|sk))(?![a-z])");

    private static final Pattern URL_PASSWORD = Pattern.compile("(://[^/@:\\s]*):[^/@\\s]*@");

    private static final Pattern ADDRESS_TOKEN = Pattern.compile("(/files/[du]/)[0-9a-f]{40}");

    private SecretMask() {}

    /** The same payload with secrets masked; the argument is not changed. Null stays null. */
    static @Nullable JsonNode masked(@Nullable JsonNode payload) {
        return payload == null ? null : mask(payload);
    }

    private static JsonNode mask(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> maskObject(object);
            case ArrayNode array -> {
                var copy = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(element -> copy.add(mask(element)));
                yield copy;
            }
            case StringNode text ->
                    JsonNodeFactory.instance.stringNode(maskLocation(text.stringValue()));
            default -> node;
        };
    }

    private static String maskLocation(String text) {
        var withoutPassword = URL_PASSWORD.matcher(text).replaceAll("$1:***@");
        return ADDRESS_TOKEN.matcher(withoutPassword).replaceAll("$1***");
    }

    private static ObjectNode maskObject(ObjectNode object) {
        boolean secret = namesSecret(object.get("key"));
        var copy = JsonNodeFactory.instance.objectNode();
        object.properties()
                .forEach(field -> {
                    if (secret && field.getKey().equals("value")) {
                        copy.put("value", MASK);
                    } else {
                        copy.set(field.getKey(), mask(field.getValue()));
                    }
                });
        return copy;
    }

    private static boolean namesSecret(@Nullable JsonNode key) {
        return key != null && key.isString() && SECRET_KEY.matcher(key.stringValue()).find();
    }
}
