package io.mainspring.ocpp.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.codec.OcppViolation;
import io.mainspring.ocpp.v16.action.SetChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfile;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChargingProfileRulesTest {

    private static final String GOOD =
            """
            {"chargingProfileId":1,"stackLevel":2,"chargingProfilePurpose":"TxDefaultProfile",\
            "chargingProfileKind":"Absolute","validFrom":"2026-01-01T00:00:00Z",\
            "validTo":"2036-01-01T00:00:00Z","chargingSchedule":{"duration":86400,\
            "startSchedule":"2026-01-01T00:00:00Z","chargingRateUnit":"A","minChargingRate":6,\
            "chargingSchedulePeriod":[{"startPeriod":0,"limit":6.0,"numberPhases":3}]}}\
            """;
    private static final String RELATIVE =
            GOOD.replace("\"Absolute\"", "\"Relative\"")
                    .replace("\"startSchedule\":\"2026-01-01T00:00:00Z\",", "");
    private static final String DAILY =
            GOOD.replace("\"Absolute\"", "\"Recurring\",\"recurrencyKind\":\"Daily\"");
    private static final String OF_A_TRANSACTION =
            GOOD.replace("TxDefaultProfile", "TxProfile")
                    .replace("\"stackLevel\"", "\"transactionId\":7,\"stackLevel\"");

    private final ChargingProfileRules rules = new ChargingProfileRules("/profile");

    @Test
    void whatTheSpecificationAllowsIsAllowed() {
        for (var profile : new String[] {GOOD, RELATIVE, DAILY, OF_A_TRANSACTION}) {
            rules.checkShape(profile(profile));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"startPeriod\":0|\"startPeriod\":5|/chargingSchedule/chargingSchedulePeriod/0/startPeriod",
                "\"limit\":6.0|\"limit\":-0.1|/chargingSchedule/chargingSchedulePeriod/0/limit",
                "\"limit\":6.0|\"limit\":1000000000.1|/chargingSchedule/chargingSchedulePeriod/0/limit",
                "\"numberPhases\":3|\"numberPhases\":4|/chargingSchedule/chargingSchedulePeriod/0/numberPhases",
                "\"numberPhases\":3|\"numberPhases\":0|/chargingSchedule/chargingSchedulePeriod/0/numberPhases",
                "}]|},{\"startPeriod\":0,\"limit\":1}]|/chargingSchedule/chargingSchedulePeriod/1/startPeriod",
                "[{\"startPeriod\":0,\"limit\":6.0,\"numberPhases\":3}]|[]|/chargingSchedule/chargingSchedulePeriod",
                "\"stackLevel\":2|\"stackLevel\":-1|/stackLevel",
                "\"stackLevel\":2|\"stackLevel\":2,\"transactionId\":5|/transactionId",
                "\"Absolute\"|\"Recurring\"|/recurrencyKind",
                "\"Absolute\"|\"Absolute\",\"recurrencyKind\":\"Daily\"|/recurrencyKind",
                "\"Absolute\"|\"Relative\"|/chargingSchedule/startSchedule",
                "\"startSchedule\":\"2026-01-01T00:00:00Z\",||/chargingSchedule/startSchedule",
                "\"validTo\":\"2036|\"validTo\":\"2016|/validTo",
                "\"validTo\":\"2036|\"validTo\":\"2026|/validTo",
                "\"duration\":86400|\"duration\":0|/chargingSchedule/duration",
                "\"minChargingRate\":6|\"minChargingRate\":-6|/chargingSchedule/minChargingRate"
            })
    void whatItForbidsIsRefusedNamingTheField(String good, String bad, String pointer) {
        var broken = GOOD.replace(good, bad == null ? "" : bad);
        assertThat(broken).isNotEqualTo(GOOD);
        assertThatExceptionOfType(OcppViolation.class)
                .isThrownBy(() -> rules.checkShape(profile(broken)))
                .satisfies(e -> assertThat(e.path()).isEqualTo("/profile" + pointer));
    }

    @Test
    void aScheduleTooLargeToBeSentIsRefused() {
        var periods =
                IntStream.rangeClosed(1, 1_000)
                        .mapToObj(i -> ",{\"startPeriod\":%d,\"limit\":6}".formatted(i))
                        .collect(Collectors.joining());
        assertThatExceptionOfType(OcppViolation.class)
                .isThrownBy(
                        () -> rules.checkShape(profile(GOOD.replace("}]", "}" + periods + "]"))))
                .satisfies(e ->
                        assertThat(e.path())
                                .isEqualTo("/profile/chargingSchedule/chargingSchedulePeriod"));
    }

    @ParameterizedTest
    @CsvSource({
        "ChargePointMaxProfile, 1",
        "TxProfile, 0",
        "TxProfile, -1",
        "TxDefaultProfile, -1"
    })
    void aPurposeInTheWrongPlaceIsRefused(String purpose, int connectorId) {
        var profile = profile(GOOD.replace("TxDefaultProfile", purpose));
        assertThatExceptionOfType(OcppViolation.class)
                .isThrownBy(() -> rules.checkPlace(connectorId, profile))
                .satisfies(e -> assertThat(e.path()).isEqualTo("/connectorId"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ChargePointMaxProfile 0",
                "TxProfile 1",
                "TxDefaultProfile 0",
                "TxDefaultProfile 2"
            })
    void aPurposeInItsPlaceIsAllowed(String place) {
        var words = place.split(" ", -1);
        rules.checkPlace(
                Integer.parseInt(words[1]), profile(GOOD.replace("TxDefaultProfile", words[0])));
    }

    private static ChargingProfile profile(String json) {
        var request = "{\"connectorId\":0,\"csChargingProfiles\":%s}".formatted(json);
        return OcppCodec.strict()
                .decode(SetChargingProfile.Request.class, request.getBytes(UTF_8))
                .message()
                .csChargingProfiles();
    }
}
