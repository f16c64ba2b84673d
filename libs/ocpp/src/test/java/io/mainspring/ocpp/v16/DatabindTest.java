package io.mainspring.ocpp.v16;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.Measurand;
import io.mainspring.ocpp.v16.type.SampledValue;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Views and stored events hold these types, and are not written by the codec. */
class DatabindTest {

    private static final JsonMapper ANY_MAPPER = new JsonMapper();

    @Test
    void idTagsAreTexts() {
        assertThat(ANY_MAPPER.writeValueAsString(new IdToken("DeadBeef")))
                .isEqualTo("\"DeadBeef\"");
        assertThat(ANY_MAPPER.readValue("\"DeadBeef\"", IdToken.class).value())
                .isEqualTo("DeadBeef");
    }

    @Test
    void namesAreSpeltAsOnTheWire() {
        var written = ANY_MAPPER.writeValueAsString(Measurand.ENERGY_ACTIVE_IMPORT_REGISTER);

        assertThat(written).isEqualTo("\"Energy.Active.Import.Register\"");
        assertThat(ANY_MAPPER.readValue(written, Measurand.class))
                .isEqualTo(Measurand.ENERGY_ACTIVE_IMPORT_REGISTER);
    }

    @Test
    void namesAreFoundByTheirSpelling() {
        assertThat(WireName.named(Measurand.class, "SoC")).contains(Measurand.SOC);
        assertThat(WireName.named(Measurand.class, "soc")).isEmpty();
        assertThat(WireName.named(Measurand.class, "")).isEmpty();
    }

    @Test
    void recordsReadWhatTheyWrote() {
        var start =
                new StartTransaction.Request(
                        1, new IdToken("A"), 5, null, Instant.parse("2026-03-01T10:00:00.123456Z"));
        var verdict = new IdTagInfo(AuthorizationStatus.BLOCKED, null, new IdToken("G"));
        var sample =
                new SampledValue(
                        "1",
                        null,
                        null,
                        Measurand.UNLISTED,
                        null,
                        null,
                        null,
                        Map.of("measurand", "x"));

        assertThat(ANY_MAPPER.readValue(ANY_MAPPER.writeValueAsString(start), start.getClass()))
                .isEqualTo(start);
        assertThat(ANY_MAPPER.readValue(ANY_MAPPER.writeValueAsString(verdict), IdTagInfo.class))
                .isEqualTo(verdict);
        assertThat(ANY_MAPPER.readValue(ANY_MAPPER.writeValueAsString(sample), SampledValue.class))
                .isEqualTo(sample);
    }
}
