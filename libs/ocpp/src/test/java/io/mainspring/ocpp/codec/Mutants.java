package io.mainspring.ocpp.codec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Payloads broken at random, reproducibly. */
final class Mutants {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final List<JsonNode> VALUES =
            List.of(
                    NODES.nullNode(),
                    NODES.booleanNode(true),
                    NODES.numberNode(0),
                    NODES.numberNode(-1),
                    NODES.numberNode(3_000_000_000L),
                    NODES.numberNode(new BigDecimal("1.0")),
                    NODES.numberNode(new BigDecimal("16.05")),
                    NODES.stringNode(""),
                    NODES.stringNode("  "),
                    NODES.stringNode("7"),
                    NODES.stringNode("1.5"),
                    NODES.stringNode("true"),
                    NODES.stringNode("Accepted"),
                    NODES.stringNode("kWh"),
                    NODES.stringNode("kwh"),
                    NODES.stringNode("Hertz"),
                    NODES.stringNode("2026-03-01T10:00:00+01:00"),
                    NODES.stringNode("2026-03-01T10:00:00"),
                    NODES.stringNode("2026-03-01 10:00"),
                    NODES.stringNode("http://host/path"),
                    NODES.stringNode("\uD83D\uDD0C".repeat(20)),
                    NODES.stringNode("x".repeat(21)),
                    NODES.stringNode("x".repeat(51)),
                    NODES.stringNode("x".repeat(256)),
                    NODES.stringNode("x".repeat(10_001)),
                    NODES.objectNode(),
                    NODES.objectNode().put("status", "Accepted"),
                    NODES.arrayNode(),
                    NODES.arrayNode().add(1),
                    NODES.arrayNode().add(NODES.objectNode()));

    private final Random random;

    Mutants(long seed) {
        this.random = new Random(seed);
    }

    /** Breaks, or at least changes, a payload in one to three places. */
    ObjectNode mutate(ObjectNode payload) {
        var mutations = 1 + random.nextInt(3);
        for (int i = 0; i < mutations; i++) {
            var containers = new ArrayList<JsonNode>();
            collect(payload, containers);
            switch (containers.get(random.nextInt(containers.size()))) {
                case ObjectNode object -> mutateObject(object);
                case ArrayNode array -> mutateArray(array);
                case JsonNode other -> throw new AssertionError("no container: " + other);
            }
        }
        return payload;
    }

    private void mutateObject(ObjectNode object) {
        var names = List.copyOf(object.propertyNames());
        if (names.isEmpty() || random.nextInt(6) == 0) {
            object.set("extra", value());
        } else {
            var name = names.get(random.nextInt(names.size()));
            if (random.nextInt(4) == 0) {
                object.remove(name);
            } else {
                object.set(name, value());
            }
        }
    }

    private void mutateArray(ArrayNode array) {
        if (array.isEmpty() || random.nextInt(4) == 0) {
            array.add(value());
        } else {
            array.set(random.nextInt(array.size()), value());
        }
    }

    private JsonNode value() {
        return VALUES.get(random.nextInt(VALUES.size())).deepCopy();
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainer()) {
            containers.add(node);
            node.values().forEach(child -> collect(child, containers));
        }
    }
}
