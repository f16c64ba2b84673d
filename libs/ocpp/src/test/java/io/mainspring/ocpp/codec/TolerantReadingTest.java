package io.mainspring.ocpp.codec;

import static io.mainspring.ocpp.codec.Cases.bytes;
import static io.mainspring.ocpp.codec.Cases.with;
import static io.mainspring.ocpp.codec.OcppErrorCode.FORMATION_VIOLATION;
import static io.mainspring.ocpp.codec.OcppErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION;
import static io.mainspring.ocpp.codec.OcppErrorCode.PROPERTY_CONSTRAINT_VIOLATION;
import static io.mainspring.ocpp.codec.OcppErrorCode.TYPE_CONSTRAINT_VIOLATION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mainspring.ocpp.codec.Cases.Payload;
import io.mainspring.ocpp.v16.action.Authorize;
import io.mainspring.ocpp.v16.action.BootNotification;
import io.mainspring.ocpp.v16.action.DataTransfer;
import io.mainspring.ocpp.v16.action.GetCompositeSchedule;
import io.mainspring.ocpp.v16.action.GetConfiguration;
import io.mainspring.ocpp.v16.action.Heartbeat;
import io.mainspring.ocpp.v16.action.MeterValues;
import io.mainspring.ocpp.v16.action.OcppMessage;
import io.mainspring.ocpp.v16.action.Reset;
import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.ocpp.v16.action.StatusNotification;
import io.mainspring.ocpp.v16.action.StopTransaction;
import io.mainspring.ocpp.v16.type.ChargePointErrorCode;
import io.mainspring.ocpp.v16.type.Measurand;
import io.mainspring.ocpp.v16.type.ReadingContext;
import io.mainspring.ocpp.v16.type.SampledValue;
import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.ocpp.v16.type.UnitOfMeasure;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class TolerantReadingTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String START =
            """
            {"connectorId":1,"idTag":"DEADBEEF","meterStart":1000,"timestamp":"2026-03-01T10:00:00Z"}\
            """;
    private static final String STOP =
            """
            {"meterStop":8400,"timestamp":"2026-03-01T11:00:00Z","transactionId":42,"reason":"Local"}\
            """;
    private static final String STATUS =
            """
            {"connectorId":1,"errorCode":"NoError","status":"Available"}\
            """;

    @Nested
    class ExtraField {

        @ParameterizedTest
        @MethodSource("io.mainspring.ocpp.codec.Cases#payloads")
        void isDroppedAtEveryDepth(Payload payload) {
            for (var field : payload.fields()) {
                if (field.type().equals("object")) {
                    var json = payload.full();
                    ((ObjectNode) json.at(field.pointer())).putArray("vendorData").add(1e9);
                    var decoded = tolerant(payload.type(), json.toString());

                    assertThat(decoded.repairs()).containsExactly(Repair.EXTRA_FIELD);
                    assertThat(tree(decoded.payload())).isEqualTo(payload.full());
                }
            }
        }

        @Test
        void doesNotHideThatARequiredOneIsMissing() {
            refused(
                    Authorize.Request.class,
                    "{\"IdTag\":\"DEADBEEF\"}",
                    OCCURRENCE_CONSTRAINT_VIOLATION,
                    "/idTag");
        }

        @Test
        void isNotAFieldThatStandsThereTwice() {
            refused(
                    Authorize.Request.class,
                    "{\"idTag\":\"A\",\"idTag\":\"B\"}",
                    FORMATION_VIOLATION,
                    "/idTag");
        }
    }

    @Nested
    class Null {

        @Test
        void asPayloadMeansAnEmptyOne() {
            var decoded = tolerant(Heartbeat.Request.class, "null");

            assertThat(decoded.repairs()).containsExactly(Repair.NULL_PAYLOAD);
            assertThat(decoded.payload()).asString().isEqualTo("{}");
        }

        @Test
        void asPayloadDoesNotMakeUpRequiredFields() {
            refused(Authorize.Request.class, "null", OCCURRENCE_CONSTRAINT_VIOLATION, "/idTag");
        }

        @ParameterizedTest
        @MethodSource("io.mainspring.ocpp.codec.Cases#payloads")
        void inAnOptionalFieldMeansAbsentAndInARequiredOneIsRefused(Payload payload) {
            for (var field : payload.fields()) {
                if (field.path().isEmpty()) {
                    continue;
                }
                var json = with(payload.full(), field.pointer(), NODES.nullNode()).toString();
                if (field.required()) {
                    refused(payload.type(), json, TYPE_CONSTRAINT_VIOLATION, field.pointer());
                } else {
                    var decoded = tolerant(payload.type(), json);
                    assertThat(decoded.repairs()).containsExactly(Repair.NULL_FOR_ABSENT);
                    assertThat(tree(decoded.payload()))
                            .isEqualTo(Cases.without(payload.full(), field.pointer()));
                }
            }
        }
    }

    @Nested
    class Blank {

        @Test
        void inAnOptionalFieldThatIsNoTextMeansAbsent() {
            var decoded =
                    tolerant(
                            StatusNotification.Request.class,
                            """
                            {"connectorId":1,"errorCode":"NoError","status":"Available","timestamp":" "}\
                            """);

            assertThat(decoded.repairs()).containsExactly(Repair.BLANK_FOR_ABSENT);
            assertThat(decoded.message().timestamp()).isNull();
        }

        @Test
        void inATextIsAText() {
            var decoded =
                    tolerant(
                            StatusNotification.Request.class,
                            """
                            {"connectorId":1,"errorCode":"NoError","status":"Available","info":""}\
                            """);

            assertThat(decoded.repairs()).isEmpty();
            assertThat(decoded.message().info()).isEmpty();
        }

        @Test
        void idTagIsReadAsItIs() {
            var decoded = tolerant(Authorize.Request.class, "{\"idTag\":\"\"}");

            assertThat(decoded.repairs()).isEmpty();
            assertThat(decoded.message().idTag().value()).isEmpty();
        }

        @Test
        void requiredTimestampIsRefused() {
            refused(
                    Heartbeat.Response.class,
                    "{\"currentTime\":\"\"}",
                    PROPERTY_CONSTRAINT_VIOLATION,
                    "/currentTime");
        }
    }

    @Nested
    class ScalarForText {

        @ParameterizedTest
        @CsvSource({
            "12, 12",
            "230.10, 230.10",
            "-0.5, -0.5",
            "1e3, 1000",
            "true, true",
            "false, false"
        })
        void isWrittenAsText(String scalar, String text) {
            var decoded =
                    tolerant(MeterValues.Request.class, meterValue("{\"value\":" + scalar + "}"));

            assertThat(decoded.repairs()).containsExactly(Repair.SCALAR_FOR_TEXT);
            assertThat(sample(decoded).value()).isEqualTo(text);
            assertThat(tree(decoded.payload()))
                    .isEqualTo(tree(bytes(meterValue("{\"value\":\"" + text + "\"}"))));
        }

        @Test
        void isStillLimitedInLength() {
            var number = "1" + "0".repeat(260);
            refused(
                    Authorize.Request.class,
                    "{\"idTag\":" + number + "}",
                    PROPERTY_CONSTRAINT_VIOLATION,
                    "/idTag");
        }

        @ParameterizedTest
        @ValueSource(strings = {"1e999999", "1e-999999999", "{}", "[\"text\"]"})
        void doesNotApplyToWhatHasNoReasonableText(String value) {
            refused(
                    MeterValues.Request.class,
                    meterValue("{\"value\":" + value + "}"),
                    TYPE_CONSTRAINT_VIOLATION,
                    "/meterValue/0/sampledValue/0/value");
        }

        @Test
        void doesNotApplyToNames() {
            refused(Reset.Request.class, "{\"type\":1}", TYPE_CONSTRAINT_VIOLATION, "/type");
        }

        @Test
        void doesNotTurnDataOfDataTransferIntoText() {
            refused(
                    DataTransfer.Request.class,
                    "{\"vendorId\":\"com.example\",\"data\":{\"a\":1}}",
                    TYPE_CONSTRAINT_VIOLATION,
                    "/data");
        }
    }

    @Nested
    class TextForNumber {

        @ParameterizedTest
        @ValueSource(strings = {"1", "+1", " 1 ", "01", "1.0"})
        void isReadIfItIsOne(String text) {
            var decoded =
                    tolerant(
                            StartTransaction.Request.class,
                            START.replace("\"connectorId\":1", "\"connectorId\":\"" + text + "\""));

            assertThat(decoded.repairs()).containsExactly(Repair.TEXT_FOR_NUMBER);
            assertThat(decoded.message().connectorId()).isEqualTo(1);
            assertThat(tree(decoded.payload())).isEqualTo(tree(bytes(START)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "one", "1,5", "1.5", "1e3", "0x10", "2147483648", "--1", "1 2"})
        void isRefusedIfItIsNoneOrDoesNotFit(String text) {
            refused(
                    StartTransaction.Request.class,
                    START.replace("\"connectorId\":1", "\"connectorId\":\"" + text + "\""),
                    TYPE_CONSTRAINT_VIOLATION,
                    "/connectorId");
        }

        @Test
        void isReadInLimitsToo() {
            var decoded =
                    tolerant(
                            GetCompositeSchedule.Response.class,
                            """
                            {"status":"Accepted","chargingSchedule":{"chargingRateUnit":"A",
                             "chargingSchedulePeriod":[{"startPeriod":"0","limit":"16.5"}]}}\
                            """);

            var schedule = decoded.message().chargingSchedule();
            assertThat(decoded.repairs()).containsExactly(Repair.TEXT_FOR_NUMBER);
            assertThat(requireNonNull(schedule).chargingSchedulePeriod().getFirst().limit())
                    .isEqualTo(new BigDecimal("16.5"));
        }
    }

    @Nested
    class DecimalForInteger {

        @ParameterizedTest
        @ValueSource(strings = {"42.0", "42.000", "4.2e1", "420e-1"})
        void isReadIfItIsWhole(String number) {
            var decoded =
                    tolerant(
                            StopTransaction.Request.class,
                            STOP.replace("\"transactionId\":42", "\"transactionId\":" + number));

            assertThat(decoded.repairs()).containsExactly(Repair.DECIMAL_FOR_INTEGER);
            assertThat(decoded.message().transactionId()).isEqualTo(42);
            assertThat(tree(decoded.payload())).isEqualTo(tree(bytes(STOP)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"42.5", "2147483648", "1e10", "1e999999999", "-2147483648.5"})
        void isRefusedIfItIsNotOrDoesNotFit(String number) {
            refused(
                    StopTransaction.Request.class,
                    STOP.replace("\"transactionId\":42", "\"transactionId\":" + number),
                    TYPE_CONSTRAINT_VIOLATION,
                    "/transactionId");
        }
    }

    @Nested
    class FractionalRegister {

        @ParameterizedTest
        @CsvSource({
            "1000.4, 1000",
            "1000.5, 1001",
            "-0.5, -1",
            "2147483647.4, 2147483647",
            "1.0004e3, 1000"
        })
        void isRoundedInTheMessageAndKeptInThePayload(String register, int rounded) {
            var json = START.replace("\"meterStart\":1000", "\"meterStart\":" + register);
            var decoded = tolerant(StartTransaction.Request.class, json);

            assertThat(decoded.repairs()).containsExactly(Repair.FRACTIONAL_REGISTER);
            assertThat(decoded.message().meterStart()).isEqualTo(rounded);
            assertThat(decoded.payload()).asString().isEqualTo(json);
        }

        @Test
        void asATextIsANumberFirst() {
            var decoded =
                    tolerant(
                            StopTransaction.Request.class,
                            STOP.replace("\"meterStop\":8400", "\"meterStop\":\"8400.7\""));

            assertThat(decoded.repairs())
                    .containsExactly(Repair.TEXT_FOR_NUMBER, Repair.FRACTIONAL_REGISTER);
            assertThat(decoded.message().meterStop()).isEqualTo(8401);
            assertThat(tree(decoded.payload()).get("meterStop").decimalValue())
                    .isEqualTo(new BigDecimal("8400.7"));
        }

        @Test
        void doesNotMakeOtherFractionsLegal() {
            refused(
                    StartTransaction.Request.class,
                    START.replace("\"connectorId\":1", "\"connectorId\":1.2"),
                    TYPE_CONSTRAINT_VIOLATION,
                    "/connectorId");
        }

        @Test
        void isNotRoundedOutOfRange() {
            refused(
                    StartTransaction.Request.class,
                    START.replace("\"meterStart\":1000", "\"meterStart\":2147483647.5"),
                    TYPE_CONSTRAINT_VIOLATION,
                    "/meterStart");
        }
    }

    @Nested
    class FractionalLimit {

        private static final String SCHEDULE =
                """
                {"status":"Accepted","connectorId":1,"chargingSchedule":{"chargingRateUnit":"A",\
                "chargingSchedulePeriod":[{"startPeriod":0,"limit":15.94}]}}\
                """;

        @ParameterizedTest
        @CsvSource({"15.94, 15.9", "15.999999999999998, 15.9", "0.05, 0.0", "-0.01, -0.1"})
        void isRoundedDownInTheMessageAndKeptInThePayload(String limit, BigDecimal rounded) {
            var json = SCHEDULE.replace("15.94", limit);
            var decoded = tolerant(GetCompositeSchedule.Response.class, json);

            assertThat(decoded.repairs()).containsExactly(Repair.FRACTIONAL_LIMIT);
            assertThat(limit(decoded.message())).isEqualByComparingTo(rounded);
            assertThat(decoded.payload()).asString().isEqualTo(json);
        }

        @Test
        void asATextIsANumberFirst() {
            var decoded =
                    tolerant(
                            GetCompositeSchedule.Response.class,
                            SCHEDULE.replace("15.94", "\"15.94\""));

            assertThat(decoded.repairs())
                    .containsExactly(Repair.TEXT_FOR_NUMBER, Repair.FRACTIONAL_LIMIT);
            assertThat(limit(decoded.message())).isEqualByComparingTo("15.9");
        }

        @Test
        void isNothingThatCouldNotBeWrittenOut() {
            refused(
                    GetCompositeSchedule.Response.class,
                    SCHEDULE.replace("15.94", "1e-400"),
                    PROPERTY_CONSTRAINT_VIOLATION,
                    "/chargingSchedule/chargingSchedulePeriod/0/limit");
        }

        private static BigDecimal limit(GetCompositeSchedule.Response response) {
            return requireNonNull(response.chargingSchedule())
                    .chargingSchedulePeriod()
                    .getFirst()
                    .limit();
        }
    }

    @Nested
    class ScalarForBoolean {

        @ParameterizedTest
        @CsvSource({
            "1, true",
            "0, false",
            "'\"true\"', true",
            "'\"False\"', false",
            "'\"1\"', true",
            "'\" 0\"', false"
        })
        void isReadIfItIsOne(String scalar, boolean meant) {
            var decoded = tolerant(GetConfiguration.Response.class, key(scalar));

            var keys = decoded.message().configurationKey();
            assertThat(decoded.repairs()).containsExactly(Repair.SCALAR_FOR_BOOLEAN);
            assertThat(requireNonNull(keys).getFirst().readonly()).isEqualTo(meant);
        }

        @ParameterizedTest
        @ValueSource(strings = {"2", "-1", "1.0", "\"yes\"", "\"\"", "[]"})
        void isRefusedIfItIsNone(String scalar) {
            refused(
                    GetConfiguration.Response.class,
                    key(scalar),
                    TYPE_CONSTRAINT_VIOLATION,
                    "/configurationKey/0/readonly");
        }

        private static String key(String readonly) {
            return "{\"configurationKey\":[{\"key\":\"k\",\"readonly\":" + readonly + "}]}";
        }
    }

    @Nested
    class Timestamp {

        @ParameterizedTest
        @CsvSource({
            "2026-03-01T10:00:00,       2026-03-01T10:00:00Z",
            "2026-03-01T10:00:00.25,    2026-03-01T10:00:00.250Z",
            "2026-03-01T10:00:00.123456789, 2026-03-01T10:00:00.123456789Z"
        })
        void withoutZoneIsUtc(String text, Instant meant) {
            var decoded = tolerant(StartTransaction.Request.class, startAt(text));

            assertThat(decoded.repairs()).containsExactly(Repair.TIMESTAMP_WITHOUT_ZONE);
            assertThat(decoded.message().timestamp()).isEqualTo(meant);
        }

        @ParameterizedTest
        @CsvSource({
            "2026-03-01 10:00:00Z,          2026-03-01T10:00:00Z",
            "2026-03-01_10:00:00Z,          2026-03-01T10:00:00Z",
            "2026-03-01T10:00Z,             2026-03-01T10:00:00Z",
            "2026-03-01T10:00:00+0530,      2026-03-01T04:30:00Z",
            "2026-03-01T10:00:00+01,        2026-03-01T09:00:00Z",
            "2026-03-01T10:00:00 +01:00,    2026-03-01T09:00:00Z",
            "'2026-03-01T10:00:00,5Z',      2026-03-01T10:00:00.500Z",
            "2026-03-01T10:00:00.Z,         2026-03-01T10:00:00Z",
            "2026-03-01T10:00:00 UTC,       2026-03-01T10:00:00Z",
            "' 2026-03-01T10:00:00Z ',      2026-03-01T10:00:00Z"
        })
        void inANearFormIsRead(String text, Instant meant) {
            var decoded = tolerant(StartTransaction.Request.class, startAt(text));

            assertThat(decoded.repairs()).containsExactly(Repair.TIMESTAMP_FORM);
            assertThat(decoded.message().timestamp()).isEqualTo(meant);
        }

        @Test
        void mayLackTheZoneAndBeInANearForm() {
            var decoded = tolerant(StartTransaction.Request.class, startAt("2026-03-01 10:00:00"));

            assertThat(decoded.repairs())
                    .containsExactly(Repair.TIMESTAMP_WITHOUT_ZONE, Repair.TIMESTAMP_FORM);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "01.03.2026 10:00:00",
                    "03/01/2026 10:00:00",
                    "2026-03-01",
                    "26-03-01T10:00:00",
                    "2026-02-30T10:00:00",
                    "2026-03-01T25:00:00",
                    "2026-03-01T10:00:00 CET",
                    "1772359200"
                })
        void thatWouldHaveToBeGuessedIsRefused(String text) {
            refused(
                    StartTransaction.Request.class,
                    startAt(text),
                    PROPERTY_CONSTRAINT_VIOLATION,
                    "/timestamp");
        }

        @Test
        void asANumberIsRefused() {
            refused(
                    StartTransaction.Request.class,
                    START.replace("\"2026-03-01T10:00:00Z\"", "1772359200"),
                    TYPE_CONSTRAINT_VIOLATION,
                    "/timestamp");
        }

        private static String startAt(String timestamp) {
            return START.replace("2026-03-01T10:00:00Z", timestamp);
        }
    }

    @Nested
    class ReservationId {

        @ParameterizedTest
        @ValueSource(strings = {"0", "-1", "\"0\"", "0.0"})
        void ofZeroOrLessMeansNone(String id) {
            var decoded =
                    tolerant(
                            StartTransaction.Request.class,
                            START.replace(
                                    "\"timestamp\"", "\"reservationId\":" + id + ",\"timestamp\""));

            assertThat(decoded.repairs()).contains(Repair.NO_RESERVATION);
            assertThat(decoded.message().reservationId()).isNull();
            assertThat(tree(decoded.payload())).isEqualTo(tree(bytes(START)));
        }

        @Test
        void ofOneIsOne() {
            var decoded =
                    tolerant(
                            StartTransaction.Request.class,
                            START.replace("\"timestamp\"", "\"reservationId\":1,\"timestamp\""));

            assertThat(decoded.repairs()).isEmpty();
            assertThat(decoded.message().reservationId()).isEqualTo(1);
        }

        @Test
        void ofZeroIsLeftAloneByTheStrictCodec() {
            var json = START.replace("\"timestamp\"", "\"reservationId\":0,\"timestamp\"");
            var decoded = OcppCodec.strict().decode(StartTransaction.Request.class, bytes(json));

            assertThat(decoded.message().reservationId()).isZero();
        }

        @Test
        void isTheOnlyIdThatIsTreatedSo() {
            var decoded =
                    tolerant(
                            StopTransaction.Request.class,
                            STOP.replace("\"transactionId\":42", "\"transactionId\":-1"));

            assertThat(decoded.repairs()).isEmpty();
            assertThat(decoded.message().transactionId()).isEqualTo(-1);
        }
    }

    @Nested
    class Unit {

        @ParameterizedTest
        @CsvSource({
            "C, Celsius", "°C, Celsius", "celsius, Celsius", "%, Percent", "kwh, kWh", "KWH, kWh",
            "wh, Wh", "w, W", "v, V", "a, A", "KVAR, kvar", "F, Fahrenheit"
        })
        void inAnotherSpellingIsTheListedOne(String unit, String listed) {
            var decoded =
                    tolerant(
                            MeterValues.Request.class,
                            meterValue("{\"value\":\"1\",\"unit\":\"" + unit + "\"}"));

            assertThat(decoded.repairs()).containsExactly(Repair.UNIT_ALIAS);
            assertThat(tree(decoded.payload()))
                    .isEqualTo(
                            tree(
                                    bytes(
                                            meterValue(
                                                    "{\"value\":\"1\",\"unit\":\""
                                                            + listed
                                                            + "\"}"))));
        }

        @ParameterizedTest
        @ValueSource(strings = {"Celsius", "Celcius"})
        void ofTemperatureHasTwoLegalSpellings(String unit) {
            var decoded =
                    tolerant(
                            MeterValues.Request.class,
                            meterValue("{\"value\":\"1\",\"unit\":\"" + unit + "\"}"));

            assertThat(decoded.repairs()).isEmpty();
            assertThat(UnitOfMeasure.CELSIUS.wireName()).isEqualTo("Celsius");
            assertThat(sample(decoded).unit())
                    .isEqualTo(
                            unit.equals("Celsius") ? UnitOfMeasure.CELSIUS : UnitOfMeasure.CELCIUS);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Hertz", "Hz", "hz"})
        void ofFrequencyIsDropped(String unit) {
            var decoded =
                    tolerant(
                            MeterValues.Request.class,
                            meterValue(
                                    "{\"value\":\"50\",\"measurand\":\"Frequency\",\"unit\":\""
                                            + unit
                                            + "\"}"));

            assertThat(decoded.repairs()).containsExactly(Repair.UNIT_ALIAS);
            assertThat(sample(decoded).unit()).isNull();
        }

        @Test
        void hertzAnywhereElseIsKeptForWithoutItTheValueWouldBeWh() {
            var decoded =
                    tolerant(
                            MeterValues.Request.class,
                            meterValue("{\"value\":\"50\",\"unit\":\"Hertz\"}"));

            assertThat(decoded.repairs()).containsExactly(Repair.UNLISTED_QUALIFIER);
            assertThat(sample(decoded).unit()).isEqualTo(UnitOfMeasure.UNLISTED);
        }
    }

    @Nested
    class UnlistedName {

        @Test
        void doesNotLoseTheSample() {
            var json =
                    meterValue(
                            """
                            {"value":"1","measurand":"Power.Magic","unit":"furlong","context":"Now"}\
                            """);
            var decoded = tolerant(MeterValues.Request.class, json);

            var sample = sample(decoded);
            assertThat(decoded.repairs()).containsExactly(Repair.UNLISTED_QUALIFIER);
            assertThat(decoded.payload()).asString().isEqualTo(json);
            assertThat(sample.measurand()).isEqualTo(Measurand.UNLISTED);
            assertThat(sample.unit()).isEqualTo(UnitOfMeasure.UNLISTED);
            assertThat(sample.context()).isEqualTo(ReadingContext.OTHER);
            assertThat(sample.unlisted())
                    .isEqualTo(
                            Map.of(
                                    "measurand",
                                    "Power.Magic",
                                    "unit",
                                    "furlong",
                                    "context",
                                    "Now"));
        }

        @Test
        void isWrittenAgainByTheTolerantCodecAndRefusedByTheStrictOne() {
            var json = meterValue("{\"value\":\"1\",\"context\":\"Now\",\"unit\":\"furlong\"}");
            var message = tolerant(MeterValues.Request.class, json).message();

            var written = OcppCodec.tolerant().encode(message);
            assertThat(tolerant(MeterValues.Request.class, new String(written, UTF_8)).message())
                    .isEqualTo(message);
            assertThatExceptionOfType(OcppViolation.class)
                    .isThrownBy(() -> OcppCodec.strict().encode(message))
                    .satisfies(violation ->
                            assertThat(violation.path())
                                    .isEqualTo("/meterValue/0/sampledValue/0/unit"));
        }

        @Test
        void asErrorCodeIsOtherError() {
            var json = STATUS.replace("NoError", "Error");
            var decoded = tolerant(StatusNotification.Request.class, json);

            assertThat(decoded.repairs()).containsExactly(Repair.UNLISTED_ERROR_CODE);
            assertThat(decoded.message().errorCode()).isEqualTo(ChargePointErrorCode.OTHER_ERROR);
            assertThat(decoded.payload()).asString().isEqualTo(json);
        }

        @Test
        void asStopReasonIsOther() {
            var json = STOP.replace("Local", "TimeLimitReached");
            var decoded = tolerant(StopTransaction.Request.class, json);

            assertThat(decoded.repairs()).containsExactly(Repair.UNLISTED_STOP_REASON);
            assertThat(decoded.message().reason()).isEqualTo(StopReason.OTHER);
            assertThat(decoded.payload()).asString().isEqualTo(json);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "available", "Occupied"})
        void asStatusIsRefusedForThereIsNoOther(String status) {
            refused(
                    StatusNotification.Request.class,
                    STATUS.replace("Available", status),
                    PROPERTY_CONSTRAINT_VIOLATION,
                    "/status");
        }
    }

    @Nested
    class OverlongText {

        @Test
        void isKeptInFullLengthIfItOnlyDescribes() {
            var serial = "S".repeat(34);
            var json =
                    """
                    {"chargePointVendor":"V","chargePointModel":"M","chargePointSerialNumber":"%s"}\
                    """
                            .formatted(serial);
            var decoded = tolerant(BootNotification.Request.class, json);

            assertThat(decoded.repairs()).containsExactly(Repair.OVERLONG_TEXT);
            assertThat(decoded.message().chargePointSerialNumber()).isEqualTo(serial);
            assertThat(decoded.payload()).asString().isEqualTo(json);
        }

        @Test
        void isKeptInIdTagsUpTo255Characters() {
            var decoded =
                    tolerant(Authorize.Request.class, "{\"idTag\":\"" + "x".repeat(255) + "\"}");

            assertThat(decoded.repairs()).containsExactly(Repair.OVERLONG_TEXT);
            assertThat(decoded.message().idTag().value()).hasSize(255);
            refused(
                    Authorize.Request.class,
                    "{\"idTag\":\"" + "x".repeat(256) + "\"}",
                    PROPERTY_CONSTRAINT_VIOLATION,
                    "/idTag");
        }

        @Test
        void isWrittenAgainByTheTolerantCodecOnly() {
            var json = "{\"idTag\":\"" + "x".repeat(40) + "\"}";
            var message = tolerant(Authorize.Request.class, json).message();

            assertThat(OcppCodec.tolerant().encode(message)).isEqualTo(bytes(json));
            assertThatExceptionOfType(OcppViolation.class)
                    .isThrownBy(() -> OcppCodec.strict().encode(message));
        }

        @Test
        void isRefusedWhereItNamesSomething() {
            refused(
                    DataTransfer.Request.class,
                    "{\"vendorId\":\"v\",\"messageId\":\"" + "x".repeat(51) + "\"}",
                    PROPERTY_CONSTRAINT_VIOLATION,
                    "/messageId");
        }
    }

    @Nested
    class UnstorableCharacter {

        @Test
        void isDropped() {
            var decoded =
                    tolerant(
                            BootNotification.Request.class,
                            """
                            {"chargePointVendor":"Acme\\u0000\\u0000","chargePointModel":"M\\ud83d"}\
                            """);

            assertThat(decoded.repairs()).containsExactly(Repair.UNSTORABLE_CHARACTER);
            assertThat(decoded.message().chargePointVendor()).isEqualTo("Acme");
            assertThat(decoded.message().chargePointModel()).isEqualTo("M");
        }

        @Test
        void isNoEmoji() {
            var decoded = tolerant(Authorize.Request.class, "{\"idTag\":\"\\ud83d\\udd0c\"}");

            assertThat(decoded.repairs()).isEmpty();
            assertThat(decoded.message().idTag().value()).isEqualTo("\uD83D\uDD0C");
        }
    }

    @ParameterizedTest
    @MethodSource("io.mainspring.ocpp.codec.Cases#payloads")
    void whateverIsReadReadsTheSameAgainAndNothingElseThanAViolationIsThrown(Payload payload) {
        var mutants = new Mutants(17L * payload.toString().hashCode());
        for (int i = 0; i < 400; i++) {
            var json = mutants.mutate(i % 4 == 0 ? payload.minimal() : payload.full()).toString();
            try {
                tolerant(payload.type(), json);
            } catch (OcppViolation e) {
                assertThat(e.path()).as(json).isNotNull();
            }
        }
    }

    @Test
    void severalRepairsAreReportedOnceEachInTheOrderInWhichTheyWereNeeded() {
        var decoded =
                tolerant(
                        StopTransaction.Request.class,
                        """
                        {"vendor":1,"idTag":null,"meterStop":"8400","timestamp":"2026-03-01T11:00:00",
                         "transactionId":"42","other":2}\
                        """);

        assertThat(decoded.repairs())
                .containsExactly(
                        Repair.EXTRA_FIELD,
                        Repair.NULL_FOR_ABSENT,
                        Repair.TEXT_FOR_NUMBER,
                        Repair.TIMESTAMP_WITHOUT_ZONE);
        assertThat(tree(decoded.payload()))
                .isEqualTo(
                        tree(
                                bytes(
                                        """
                                        {"meterStop":8400,"timestamp":"2026-03-01T11:00:00Z","transactionId":42}\
                                        """)));
    }

    @Test
    void namesOfRulesAreInKebabCase() {
        assertThat(Repair.TIMESTAMP_WITHOUT_ZONE.wireName()).isEqualTo("timestamp-without-zone");
    }

    /** Reads tolerantly and checks what holds for every payload that was read so. */
    private static <T extends OcppMessage> Decoded<T> tolerant(Class<T> type, String json) {
        var decoded = OcppCodec.tolerant().decode(type, bytes(json));
        var again = OcppCodec.tolerant().decode(type, decoded.payload());
        assertThat(again.message()).isEqualTo(decoded.message());
        assertThat(again.payload()).isEqualTo(decoded.payload());
        assertThat(again.repairs())
                .containsExactlyInAnyOrderElementsOf(
                        decoded.repairs().stream().filter(rule -> !rule.corrects()).toList());
        if (again.repairs().isEmpty()) {
            assertThat(OcppCodec.strict().decode(type, decoded.payload()).message())
                    .isEqualTo(decoded.message());
        }
        return decoded;
    }

    private static void refused(
            Class<? extends OcppMessage> type, String json, OcppErrorCode code, String path) {
        assertThatExceptionOfType(OcppViolation.class)
                .as(json)
                .isThrownBy(() -> OcppCodec.tolerant().decode(type, bytes(json)))
                .satisfies(violation -> {
                    assertThat(violation.code()).isEqualTo(code);
                    assertThat(violation.path()).isEqualTo(path);
                });
    }

    private static JsonNode tree(byte[] json) {
        return Cases.JSON.readTree(json);
    }

    private static String meterValue(String sampledValue) {
        return "{\"connectorId\":1,\"meterValue\":[{\"timestamp\":\"2026-03-01T10:00:00Z\",\"sampledValue\":["
                + sampledValue
                + "]}]}";
    }

    private static SampledValue sample(Decoded<MeterValues.Request> decoded) {
        return decoded.message().meterValue().getFirst().sampledValue().getFirst();
    }
}
