package io.mainspring.ocpp.codec;

import static io.mainspring.ocpp.codec.Cases.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mainspring.ocpp.codec.Cases.Payload;
import io.mainspring.ocpp.v16.action.Authorize;
import io.mainspring.ocpp.v16.action.GetInstalledCertificateIds;
import io.mainspring.ocpp.v16.action.Heartbeat;
import io.mainspring.ocpp.v16.action.MeterValues;
import io.mainspring.ocpp.v16.action.SetChargingProfile;
import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.ocpp.v16.action.StopTransaction;
import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfileKind;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.ocpp.v16.type.ChargingSchedule;
import io.mainspring.ocpp.v16.type.ChargingSchedulePeriod;
import io.mainspring.ocpp.v16.type.GetInstalledCertificateStatus;
import io.mainspring.ocpp.v16.type.IdToken;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class RoundTripTest {

    private static final Instant TEN_OCLOCK = Instant.parse("2026-03-01T10:00:00Z");

    @ParameterizedTest
    @MethodSource("io.mainspring.ocpp.codec.Cases#payloads")
    void whatIsReadIsWrittenAgain(Payload payload) {
        for (JsonNode json : List.of(payload.full(), payload.minimal())) {
            for (var codec : List.of(OcppCodec.strict(), OcppCodec.tolerant())) {
                var decoded = codec.decode(payload.type(), bytes(json));
                assertThat(decoded.message()).isInstanceOf(payload.type());
                assertThat(Cases.JSON.readTree(codec.encode(decoded.message()))).isEqualTo(json);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.mainspring.ocpp.codec.Cases#payloads")
    void aCorrectPayloadIsHandedOnAsTheVeryBytesThatCameIn(Payload payload) {
        var bytes = bytes(payload.full());
        for (var codec : List.of(OcppCodec.strict(), OcppCodec.tolerant())) {
            var decoded = codec.decode(payload.type(), bytes);
            assertThat(decoded.payload()).isSameAs(bytes);
            assertThat(decoded.repairs()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.mainspring.ocpp.codec.Cases#payloads")
    void blanksAndTheOrderOfFieldsMeanNothing(Payload payload) {
        var json = payload.full();
        var reversed = Cases.JSON.createObjectNode();
        for (var name : List.copyOf(json.propertyNames()).reversed()) {
            reversed.set(name, json.get(name));
        }
        var spread = bytes(" \n" + reversed.toPrettyString() + "\t ");

        assertThat(OcppCodec.strict().decode(payload.type(), spread).message())
                .isEqualTo(OcppCodec.strict().decode(payload.type(), bytes(json)).message());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:00:00Z,               2026-03-01T10:00:00.000Z",
        "2026-03-01t10:00:00z,               2026-03-01T10:00:00.000Z",
        "2026-03-01T10:00:00.5Z,             2026-03-01T10:00:00.500Z",
        "2026-03-01T10:00:00.123456789123Z,  2026-03-01T10:00:00.123Z",
        "2026-03-01T10:00:00+05:30,          2026-03-01T04:30:00.000Z",
        "2026-03-01T00:00:00+01:00,          2026-02-28T23:00:00.000Z",
        "2026-03-01T10:00:00.25-08:00,       2026-03-01T18:00:00.250Z",
        "2024-02-29T12:00:00+23:59,          2024-02-28T12:01:00.000Z",
        "1969-12-31T23:59:59.999Z,           1969-12-31T23:59:59.999Z",
        "0001-01-01T00:00:00Z,               0001-01-01T00:00:00.000Z",
        "9999-12-31T23:59:59Z,               9999-12-31T23:59:59.000Z",
    })
    void timestampsAreWrittenInUtcWithMilliseconds(String read, String written) {
        var decoded =
                OcppCodec.strict()
                        .decode(
                                Heartbeat.Response.class,
                                bytes("{\"currentTime\":\"" + read + "\"}"));

        assertThat(written(OcppCodec.strict().encode(decoded.message())))
                .isEqualTo("{\"currentTime\":\"" + written + "\"}");
    }

    @Test
    void fractionsAreReadToTheNanosecond() {
        var decoded =
                OcppCodec.strict()
                        .decode(
                                Heartbeat.Response.class,
                                bytes("{\"currentTime\":\"2026-03-01T10:00:00.123456789Z\"}"));

        assertThat(decoded.message().currentTime())
                .isEqualTo(Instant.parse("2026-03-01T10:00:00.123456789Z"));
    }

    @Test
    void aTimestampOutsideFourDigitsIsNotWritten() {
        var afterwards = new Heartbeat.Response(Instant.parse("+10000-01-01T00:00:00Z"));

        assertThatExceptionOfType(OcppViolation.class)
                .isThrownBy(() -> OcppCodec.strict().encode(afterwards))
                .satisfies(violation -> assertThat(violation.path()).isEqualTo("/currentTime"));
    }

    @ParameterizedTest
    @CsvSource({"16, 16", "16.0, 16.0", "1.6E1, 16", "1E+2, 100", "0.1, 0.1", "-3.20, -3.20"})
    void numbersAreWrittenWithoutExponent(BigDecimal limit, String written) {
        assertThat(written(OcppCodec.strict().encode(profileWithLimit(limit))))
                .contains("\"limit\":" + written + "}");
    }

    @Test
    void aNumberWithTwoDecimalsIsNotWritten() {
        var profile = profileWithLimit(new BigDecimal("16.05"));

        assertThatExceptionOfType(OcppViolation.class)
                .isThrownBy(() -> OcppCodec.strict().encode(profile))
                .satisfies(violation ->
                        assertThat(violation.path())
                                .isEqualTo(
                                        "/csChargingProfiles/chargingSchedule"
                                                + "/chargingSchedulePeriod/0/limit"));
    }

    @Test
    void aTextThatIsTooLongIsNotWritten() {
        var start =
                new StartTransaction.Request(1, new IdToken("x".repeat(21)), 0, null, TEN_OCLOCK);

        assertThatExceptionOfType(OcppViolation.class)
                .isThrownBy(() -> OcppCodec.strict().encode(start))
                .satisfies(violation -> assertThat(violation.path()).isEqualTo("/idTag"));
    }

    @Test
    void anEmptyListIsNotWrittenWhereOneElementIsDue() {
        var none =
                new GetInstalledCertificateIds.Response(
                        List.of(), GetInstalledCertificateStatus.ACCEPTED);

        assertThatExceptionOfType(OcppViolation.class)
                .isThrownBy(() -> OcppCodec.strict().encode(none))
                .satisfies(violation ->
                        assertThat(violation.path()).isEqualTo("/certificateHashData"));
    }

    @Test
    void emojisAreWrittenAsUtf8() {
        var json = "{\"idTag\":\"\uD83D\uDD0C\u00e9\"}";
        var decoded = OcppCodec.strict().decode(Authorize.Request.class, bytes(json));

        assertThat(OcppCodec.strict().encode(decoded.message())).isEqualTo(bytes(json));
    }

    @Test
    void listsOfAMessageCannotBeChanged() {
        var json =
                """
                {"connectorId":1,"meterValue":[{"timestamp":"2026-03-01T10:00:00Z","sampledValue":[]}]}\
                """;
        var message = OcppCodec.strict().decode(MeterValues.Request.class, bytes(json)).message();

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> message.meterValue().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> message.meterValue().getFirst().sampledValue().clear());
    }

    @Test
    void idTagsAreOneIfTheyDifferInCaseOnlyButAreWrittenAsReceived() {
        var stop =
                OcppCodec.strict()
                        .decode(
                                StopTransaction.Request.class,
                                bytes(
                                        """
                                        {"idTag":"DeadBeef","meterStop":1,"timestamp":"2026-03-01T10:00:00Z","transactionId":-1}\
                                        """))
                        .message();

        assertThat(stop.idTag()).isEqualTo(new IdToken("DEADBEEF"));
        assertThat(stop.idTag()).hasSameHashCodeAs(new IdToken("deadbeef"));
        assertThat(written(OcppCodec.strict().encode(stop))).contains("\"DeadBeef\"");
    }

    private static SetChargingProfile.Request profileWithLimit(BigDecimal limit) {
        var schedule =
                new ChargingSchedule(
                        null,
                        null,
                        ChargingRateUnit.A,
                        List.of(new ChargingSchedulePeriod(0, limit, null)),
                        null);
        return new SetChargingProfile.Request(
                1,
                new ChargingProfile(
                        1,
                        null,
                        0,
                        ChargingProfilePurpose.TX_DEFAULT_PROFILE,
                        ChargingProfileKind.ABSOLUTE,
                        null,
                        null,
                        null,
                        schedule));
    }

    private static String written(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
