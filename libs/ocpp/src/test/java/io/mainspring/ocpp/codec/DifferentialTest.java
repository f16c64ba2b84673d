package io.mainspring.ocpp.codec;

import static io.mainspring.ocpp.codec.Cases.bytes;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.codec.Cases.Payload;
import io.mainspring.ocpp.table.Finding;
import io.mainspring.ocpp.table.PayloadKind;
import io.mainspring.ocpp.v16.Action;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The codec and the table's validator judge the same payloads; they share no code. */
class DifferentialTest {

    private static final int MUTANTS_PER_PAYLOAD = 400;

    @ParameterizedTest
    @MethodSource("io.mainspring.ocpp.codec.Cases#payloads")
    void theStrictCodecAgreesWithTheTableOnMutants(Payload payload) {
        var mutants = new Mutants(payload.toString().hashCode());
        for (int i = 0; i < MUTANTS_PER_PAYLOAD; i++) {
            var mutant = mutants.mutate(i % 4 == 0 ? payload.minimal() : payload.full());
            var findings = findings(payload, mutant);
            var violation = violation(payload, mutant.toString());

            if (findings.isEmpty()) {
                assertThat(violation).as("%s", mutant).isNull();
            } else {
                assertThat(violation).as("%s has %s", mutant, findings).isNotNull();
                assertThat(findings).as("%s", mutant).contains(finding(requireNonNull(violation)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.mainspring.ocpp.codec.Cases#payloads")
    void ofSeveralViolationsTheMostBasicIsReported(Payload payload) {
        var mutants = new Mutants(31L * payload.toString().hashCode());
        for (int i = 0; i < MUTANTS_PER_PAYLOAD; i++) {
            var mutant = mutants.mutate(mutants.mutate(payload.full()));
            var worst =
                    findings(payload, mutant).stream()
                            .map(Finding::kind)
                            .min(Comparator.naturalOrder());
            var violation = violation(payload, mutant.toString());

            assertThat(violation == null ? null : finding(violation).kind())
                    .as("%s", mutant)
                    .isEqualTo(worst.orElse(null));
        }
    }

    /**
     * All that the codec judges otherwise than the table: texts that neither UTF-8 nor PostgreSQL
     * can hold, numbers that only cost memory, and offsets that RFC 3339 allows but java.time,
     * which the table's validator uses, does not.
     */
    @Test
    void theyDisagreeOnTheseOnly() {
        var authorize = new Payload(Action.AUTHORIZE, PayloadKind.REQUEST);
        var nul = "{\"idTag\":\"a\\u0000\"}";
        assertThat(findings(authorize, tree(nul))).isEmpty();
        assertThat(violation(authorize, nul)).isNotNull();

        var halfAPair = "{\"idTag\":\"a\\ud83d\"}";
        assertThat(findings(authorize, tree(halfAPair))).isEmpty();
        assertThat(violation(authorize, halfAPair)).isNotNull();

        var composite = new Payload(Action.GET_COMPOSITE_SCHEDULE, PayloadKind.RESPONSE);
        var huge = composite.full().toString().replace("16.1", "1e300");
        assertThat(findings(composite, tree(huge))).isEmpty();
        assertThat(violation(composite, huge)).isNotNull();

        var heartbeat = new Payload(Action.HEARTBEAT, PayloadKind.RESPONSE);
        var offset = "{\"currentTime\":\"2026-03-01T10:00:00+19:00\"}";
        assertThat(findings(heartbeat, tree(offset))).isNotEmpty();
        assertThat(violation(heartbeat, offset)).isNull();
    }

    private static JsonNode tree(String json) {
        return Cases.JSON.readTree(json);
    }

    private static List<Finding> findings(Payload payload, JsonNode json) {
        return Cases.ORACLE.validate(payload.action().wireName(), payload.kind(), json);
    }

    private static @Nullable OcppViolation violation(Payload payload, String json) {
        try {
            OcppCodec.strict().decode(payload.type(), bytes(json));
            return null;
        } catch (OcppViolation e) {
            return e;
        }
    }

    private static Finding finding(OcppViolation violation) {
        var kind =
                switch (violation.code()) {
                    case FORMATION_VIOLATION -> Finding.Kind.STRUCTURE;
                    case OCCURRENCE_CONSTRAINT_VIOLATION -> Finding.Kind.OCCURRENCE;
                    case TYPE_CONSTRAINT_VIOLATION -> Finding.Kind.TYPE;
                    case PROPERTY_CONSTRAINT_VIOLATION -> Finding.Kind.VALUE;
                    default -> throw new AssertionError("says nothing about payloads", violation);
                };
        return new Finding(kind, violation.path());
    }
}
