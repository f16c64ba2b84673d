package io.mainspring.ocpp.codec;

import io.mainspring.ocpp.table.Field;
import io.mainspring.ocpp.table.FieldTable;
import io.mainspring.ocpp.table.PayloadKind;
import io.mainspring.ocpp.table.Payloads;
import io.mainspring.ocpp.table.TableValidator;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.OcppMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The 78 payloads as test cases. */
final class Cases {

    static final FieldTable TABLE = FieldTable.load();
    static final Payloads PAYLOADS = new Payloads(TABLE);
    static final TableValidator ORACLE = new TableValidator(TABLE);
    static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private Cases() {}

    /** One of the 78, with its type. */
    record Payload(Action action, PayloadKind kind) {

        Class<? extends OcppMessage> type() {
            return kind == PayloadKind.REQUEST ? action.request() : action.response();
        }

        List<Field> fields() {
            return TABLE.of(action.wireName(), kind);
        }

        ObjectNode full() {
            return PAYLOADS.full(action.wireName(), kind);
        }

        ObjectNode minimal() {
            return PAYLOADS.minimal(action.wireName(), kind);
        }

        @Override
        public String toString() {
            return action.wireName() + (kind == PayloadKind.REQUEST ? ".req" : ".conf");
        }
    }

    static Stream<Payload> payloads() {
        return Arrays.stream(Action.values())
                .flatMap(action ->
                        Arrays.stream(PayloadKind.values()).map(kind -> new Payload(action, kind)));
    }

    static byte[] bytes(JsonNode node) {
        return JSON.writeValueAsBytes(node);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Puts a value where a field's first one stands in the payload. */
    static ObjectNode with(ObjectNode payload, String pointer, JsonNode value) {
        var at = JsonPointer.compile(pointer);
        var parent = payload.at(at.head());
        var name = at.last().getMatchingProperty();
        if (parent instanceof ArrayNode array) {
            array.set(at.last().getMatchingIndex(), value);
        } else {
            ((ObjectNode) parent).set(name, value);
        }
        return payload;
    }

    static ObjectNode without(ObjectNode payload, String pointer) {
        var at = JsonPointer.compile(pointer);
        ((ObjectNode) payload.at(at.head())).remove(at.last().getMatchingProperty());
        return payload;
    }
}
