package io.mainspring.ocpp.codec;

import static io.mainspring.ocpp.codec.Cases.bytes;
import static io.mainspring.ocpp.codec.Cases.with;
import static io.mainspring.ocpp.codec.Cases.without;
import static io.mainspring.ocpp.codec.OcppErrorCode.FORMATION_VIOLATION;
import static io.mainspring.ocpp.codec.OcppErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION;
import static io.mainspring.ocpp.codec.OcppErrorCode.PROPERTY_CONSTRAINT_VIOLATION;
import static io.mainspring.ocpp.codec.OcppErrorCode.TYPE_CONSTRAINT_VIOLATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.mainspring.ocpp.codec.Cases.Payload;
import io.mainspring.ocpp.table.Field;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Every way to break every field of every action, each with its code and its JSON Pointer. */
class MutationTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MARK = 987_654_321;
    private static final String EMOJI = "\uD83D\uDD0C";

    private static final List<String> TIMESTAMPS =
            List.of(
                    "2026-03-01T10:00:00Z",
                    "2026-03-01t10:00:00z",
                    "2026-03-01T10:00:00.1Z",
                    "2026-03-01T10:00:00.123456789012345Z",
                    "2026-03-01T10:00:00+05:30",
                    "2026-03-01T10:00:00.5-08:00",
                    "2024-02-29T23:59:59-00:00",
                    "1970-01-01T00:00:00Z");

    private static final List<String> NO_TIMESTAMPS =
            List.of(
                    "",
                    "now",
                    "2026-03-01",
                    "2026-03-01T10:00:00",
                    "2026-03-01 10:00:00Z",
                    "2026-03-01T10:00Z",
                    "2026-03-01T10:00:00+0530",
                    "2026-03-01T10:00:00.Z",
                    "2026-03-01T10:00:00,5Z",
                    "2025-02-29T10:00:00Z",
                    "2026-13-01T10:00:00Z",
                    "2026-00-01T10:00:00Z",
                    "2026-03-00T10:00:00Z",
                    "2026-03-01T24:00:00Z",
                    "2026-03-01T10:60:00Z",
                    "2026-03-01T10:00:60Z",
                    "2026-03-01T10:00:00Zulu",
                    "2026-03-01T10:00:00+25:00",
                    " 2026-03-01T10:00:00Z",
                    "26-03-01T10:00:00.0000Z",
                    "1772359200");

    @TestFactory
    Stream<DynamicTest> aMissingRequiredFieldIsAnOccurrenceViolation() {
        return mutations(
                field -> field.required() && isMember(field),
                (payload, field) ->
                        refused(
                                payload,
                                without(payload.full(), field.pointer()),
                                OCCURRENCE_CONSTRAINT_VIOLATION,
                                field.pointer()));
    }

    @TestFactory
    Stream<DynamicTest> aMissingOptionalFieldIsFine() {
        return mutations(
                field -> !field.required(),
                (payload, field) -> accepted(payload, without(payload.full(), field.pointer())));
    }

    @TestFactory
    Stream<DynamicTest> everyOtherJsonTypeIsATypeViolation() {
        var samples =
                Map.of(
                        "string", NODES.stringNode("7"),
                        "number", NODES.numberNode(new BigDecimal("7.5")),
                        "integer", NODES.numberNode(7),
                        "boolean", NODES.booleanNode(false),
                        "object", NODES.objectNode(),
                        "array", NODES.arrayNode(),
                        "null", NODES.nullNode());
        return mutations(
                field -> !field.path().isEmpty(),
                (payload, field) ->
                        samples.forEach((type, value) -> {
                            var isNumber = field.type().equals("number") && type.equals("integer");
                            if (!type.equals(field.type()) && !isNumber) {
                                refused(
                                        payload,
                                        with(payload.full(), field.pointer(), value),
                                        TYPE_CONSTRAINT_VIOLATION,
                                        field.pointer());
                            }
                        }));
    }

    @TestFactory
    Stream<DynamicTest> anIntegerHasNoFractionNoExponentAnd32Bits() {
        var wrong = List.of("1.0", "1e0", "2147483648", "-2147483649", "9999999999999999999999");
        return mutations(
                field -> field.type().equals("integer"),
                (payload, field) -> {
                    var marked =
                            with(payload.full(), field.pointer(), NODES.numberNode(MARK))
                                    .toString();
                    for (var number : wrong) {
                        refused(
                                payload,
                                marked.replace(Integer.toString(MARK), number),
                                TYPE_CONSTRAINT_VIOLATION,
                                field.pointer());
                    }
                    for (var number : List.of(0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE)) {
                        accepted(
                                payload,
                                with(payload.full(), field.pointer(), NODES.numberNode(number)));
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> aTextThatIsOneTooLongIsAPropertyViolation() {
        return mutations(
                field -> field.maxLength() != null,
                (payload, field) -> {
                    var limit = limit(field);
                    for (var character : List.of("x", "\u00e9", EMOJI)) {
                        accepted(
                                payload,
                                with(
                                        payload.full(),
                                        field.pointer(),
                                        NODES.stringNode(character.repeat(limit))));
                        refused(
                                payload,
                                with(
                                        payload.full(),
                                        field.pointer(),
                                        NODES.stringNode(character.repeat(limit + 1))),
                                PROPERTY_CONSTRAINT_VIOLATION,
                                field.pointer());
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> aNameOutsideTheEnumerationIsAPropertyViolation() {
        return mutations(
                field -> !field.values().isEmpty(),
                (payload, field) -> {
                    var wrong = new ArrayList<>(List.of("", "Unheard.Of", "UNLISTED"));
                    for (var value : field.values()) {
                        accepted(
                                payload,
                                with(payload.full(), field.pointer(), NODES.stringNode(value)));
                        wrong.add(value + " ");
                        wrong.add(value.toLowerCase(Locale.ROOT) + "_");
                    }
                    for (var value : wrong) {
                        refused(
                                payload,
                                with(payload.full(), field.pointer(), NODES.stringNode(value)),
                                PROPERTY_CONSTRAINT_VIOLATION,
                                field.pointer());
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> namesAreCaseSensitive() {
        return mutations(
                field -> !field.values().isEmpty(),
                (payload, field) -> {
                    for (var value : field.values()) {
                        var other = value.toLowerCase(Locale.ROOT);
                        if (!field.values().contains(other)) {
                            refused(
                                    payload,
                                    with(payload.full(), field.pointer(), NODES.stringNode(other)),
                                    PROPERTY_CONSTRAINT_VIOLATION,
                                    field.pointer());
                        }
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> timestampsAreRfc3339WithFractionsAndOffsetsOfAnyKind() {
        return mutations(
                field -> "date-time".equals(field.format()),
                (payload, field) -> {
                    for (var text : TIMESTAMPS) {
                        accepted(
                                payload,
                                with(payload.full(), field.pointer(), NODES.stringNode(text)));
                    }
                    for (var text : NO_TIMESTAMPS) {
                        refused(
                                payload,
                                with(payload.full(), field.pointer(), NODES.stringNode(text)),
                                PROPERTY_CONSTRAINT_VIOLATION,
                                field.pointer());
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> locationsAreAbsoluteUris() {
        return mutations(
                field -> "uri".equals(field.format()),
                (payload, field) -> {
                    for (var text : List.of("", "files/here", "no uri", "http://[", "//host/x")) {
                        refused(
                                payload,
                                with(payload.full(), field.pointer(), NODES.stringNode(text)),
                                PROPERTY_CONSTRAINT_VIOLATION,
                                field.pointer());
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> limitsHaveOneDecimalAtMost() {
        return mutations(
                field -> field.multipleOf() != null,
                (payload, field) -> {
                    for (var number :
                            List.of("16", "16.1", "21.4", "0.3", "-0.7", "16.10", "1.6E1")) {
                        accepted(
                                payload,
                                with(payload.full(), field.pointer(), Cases.JSON.readTree(number)));
                    }
                    for (var number : List.of("16.05", "16.11", "1e-2", "0.30000000000000004")) {
                        refused(
                                payload,
                                with(payload.full(), field.pointer(), Cases.JSON.readTree(number)),
                                PROPERTY_CONSTRAINT_VIOLATION,
                                field.pointer());
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> aFieldTooManyIsAFormationViolationAtEveryDepth() {
        return mutations(
                field -> field.type().equals("object"),
                (payload, field) -> {
                    for (var name : List.of("vendorData", "ConnectorId", "a/b~c")) {
                        var mutant = payload.full();
                        ((ObjectNode) mutant.at(field.pointer())).put(name, 1);
                        refused(
                                payload,
                                mutant,
                                FORMATION_VIOLATION,
                                field.pointer() + Pointers.step(name));
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> aFieldThatStandsThereTwiceIsAFormationViolationAtEveryDepth() {
        return mutations(
                field -> field.type().equals("object"),
                (payload, field) -> {
                    var mutant = payload.full();
                    var object = (ObjectNode) mutant.at(field.pointer());
                    if (object.isEmpty()) {
                        return;
                    }
                    var member = object.properties().iterator().next();
                    object.set("twice", member.getValue());
                    var text =
                            mutant.toString().replace("\"twice\"", "\"" + member.getKey() + "\"");
                    refused(
                            payload,
                            text,
                            FORMATION_VIOLATION,
                            field.pointer() + "/" + member.getKey());
                });
    }

    @TestFactory
    Stream<DynamicTest> onlyAListWithALeastSizeMustNotBeEmpty() {
        return mutations(
                field -> field.type().equals("array"),
                (payload, field) -> {
                    var mutant = with(payload.full(), field.pointer(), NODES.arrayNode());
                    if (field.minItems() == null) {
                        accepted(payload, mutant);
                    } else {
                        refused(payload, mutant, OCCURRENCE_CONSTRAINT_VIOLATION, field.pointer());
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> aPayloadThatIsNoObjectIsAFormationViolation() {
        return Cases.payloads()
                .map(payload ->
                        dynamicTest(
                                payload.toString(),
                                () -> {
                                    for (var text : List.of("null", "[]", "\"\"", "7", "true")) {
                                        refused(
                                                payload,
                                                Cases.JSON.readTree(text),
                                                FORMATION_VIOLATION,
                                                "");
                                    }
                                }));
    }

    private static Stream<DynamicTest> mutations(
            Predicate<Field> applies, BiConsumer<Payload, Field> mutation) {
        return Cases.payloads()
                .flatMap(payload ->
                        payload.fields().stream()
                                .filter(applies)
                                .map(field ->
                                        dynamicTest(
                                                payload + " " + field.path(),
                                                () -> mutation.accept(payload, field))));
    }

    private static boolean isMember(Field field) {
        return !field.path().isEmpty() && !field.isElement();
    }

    private static int limit(Field field) {
        var limit = field.maxLength();
        if (limit == null) {
            throw new IllegalStateException("unlimited: " + field);
        }
        return limit;
    }

    private static void accepted(Payload payload, JsonNode json) {
        assertThat(Cases.ORACLE.validate(payload.action().wireName(), payload.kind(), json))
                .as("the table on %s", json)
                .isEmpty();
        var decoded = OcppCodec.strict().decode(payload.type(), bytes(json));
        assertThat(decoded.repairs()).isEmpty();
    }

    private static void refused(Payload payload, JsonNode json, OcppErrorCode code, String path) {
        refused(payload, json.toString(), code, path);
    }

    private static void refused(Payload payload, String json, OcppErrorCode code, String path) {
        assertThatExceptionOfType(OcppViolation.class)
                .as("%s", json)
                .isThrownBy(() -> OcppCodec.strict().decode(payload.type(), bytes(json)))
                .satisfies(violation -> {
                    assertThat(violation.code()).isEqualTo(code);
                    assertThat(violation.path()).isEqualTo(path);
                    assertThat(violation.reason()).isNotBlank();
                });
    }
}
