package io.mainspring.ocpp.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mainspring.ocpp.codec.OcppErrorCode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {

    private static final String UUID = "0193f5a0-7c4e-7b5a-9f57-2f6c8e1d3b4a";
    private static final String EMOJI = "\uD83D\uDD0C";

    @Test
    void aCallHasAnIdAnActionAndAPayload() {
        var call =
                (Frame.Call)
                        read(
                                "[2,\""
                                        + UUID
                                        + "\",\"StartTransaction\",{\"connectorId\":1,\"a\":[{}]}]");

        assertThat(call.uniqueId()).isEqualTo(UUID);
        assertThat(call.action()).isEqualTo("StartTransaction");
        assertThat(call.payload()).asString().isEqualTo("{\"connectorId\":1,\"a\":[{}]}");
    }

    @Test
    void aCallResultHasAnIdAndAPayload() {
        var result = (Frame.CallResult) read("[3,\"m-1\",{\"status\":\"Accepted\"}]");

        assertThat(result.uniqueId()).isEqualTo("m-1");
        assertThat(result.payload()).asString().isEqualTo("{\"status\":\"Accepted\"}");
    }

    @Test
    void aCallErrorHasAnIdACodeADescriptionAndDetails() {
        var error = (Frame.CallError) read("[4,\"m-1\",\"NotSupported\",\"no\",{\"a\":1}]");

        assertThat(error.uniqueId()).isEqualTo("m-1");
        assertThat(error.code()).isEqualTo("NotSupported");
        assertThat(error.description()).isEqualTo("no");
        assertThat(error.details()).asString().isEqualTo("{\"a\":1}");
    }

    @Test
    void blanksAroundElementsMeanNothing() {
        var call = (Frame.Call) read(" [ 2 , \"m-1\"\n,\t\"Heartbeat\" , { \"a\" : 1 } ] \r\n");

        assertThat(call.payload()).asString().isEqualTo("{ \"a\" : 1 }");
    }

    @Test
    void thePayloadIsCutOutAtTheRightPlaceBehindCharactersOfSeveralBytes() {
        var call =
                (Frame.Call)
                        read("[2,\"\u00e9" + EMOJI + "\",\"\u20ac\",{\"a\":\"" + EMOJI + "\"}]");

        assertThat(call.uniqueId()).isEqualTo("\u00e9" + EMOJI);
        assertThat(call.payload())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"a\":\"" + EMOJI + "\"}");
    }

    @Test
    void escapesInIdAndActionAreResolved() {
        var call = (Frame.Call) read("[2,\"a\\\"\\u00e9\",\"Heart\\u0062eat\",{}]");

        assertThat(call.uniqueId()).isEqualTo("a\"\u00e9");
        assertThat(call.action()).isEqualTo("Heartbeat");
    }

    @Test
    void bracketsInsideTextsEndNothing() {
        var call = (Frame.Call) read("[2,\"a\",\"DataTransfer\",{\"data\":\"]}\\\"]}\"}]");

        assertThat(call.payload()).asString().isEqualTo("{\"data\":\"]}\\\"]}\"}");
    }

    @Test
    void aNullPayloadIsAnEmptyOne() {
        assertThat(((Frame.Call) read("[2,\"a\",\"Heartbeat\",null]")).payload())
                .asString()
                .isEqualTo("{}");
        assertThat(((Frame.CallResult) read("[3,\"a\",null]")).payload())
                .asString()
                .isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "7", "-12.50e1", "true", "[{\"a\":[]}]"})
    void aPayloadThatIsNoObjectIsLeftToTheCodec(String payload) {
        assertThat(((Frame.Call) read("[2,\"a\",\"Heartbeat\"," + payload + "]")).payload())
                .asString()
                .isEqualTo(payload);
        assertThat(((Frame.CallResult) read("[3,\"a\", " + payload + " ]")).payload())
                .asString()
                .isEqualTo(payload);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[4,\"a\",\"GenericError\"]",
                "[4,\"a\",\"GenericError\",\"\"]",
                "[4,\"a\",\"GenericError\",null]",
                "[4,\"a\",\"GenericError\",\"\",null]",
                "[4,\"a\",\"GenericError\",null,{}]",
                "[4,\"a\",\"GenericError\",{},{}]",
                "[4,\"a\",\"GenericError\",[[1]],null]"
            })
    void aCallErrorMayLackDescriptionAndDetails(String text) {
        var error = (Frame.CallError) read(text);

        assertThat(error.code()).isEqualTo("GenericError");
        assertThat(error.description()).isEmpty();
        assertThat(error.details()).asString().isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"text\"", "[1]", "7", "false"})
    void theDetailsOfACallErrorMayBeAnyJson(String details) {
        var error = (Frame.CallError) read("[4,\"a\",\"GenericError\",\"d\"," + details + "]");

        assertThat(error.description()).isEqualTo("d");
        assertThat(error.details()).asString().isEqualTo(details);
    }

    @Test
    void aCodeThatOcpp16DoesNotKnowIsHandedOn() {
        assertThat(((Frame.CallError) read("[4,\"a\",\"FormatViolation\",\"\",{}]")).code())
                .isEqualTo("FormatViolation");
    }

    @Test
    void anAnswerMayHaveAnyIdForItIsOnlyLookedUp() {
        assertThat(read("[3,\"\",{}]").uniqueId()).isEmpty();
        assertThat(read("[3,\"" + "x".repeat(100) + "\",{}]").uniqueId()).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "not JSON",
                "null",
                "{}",
                "\"x\"",
                "7",
                "[]",
                "[2]",
                "[2",
                "[2,",
                "[2,\"unfinished",
                "[,2,\"a\",\"Heartbeat\",{}]",
                "[[2],\"a\",\"Heartbeat\",{}]"
            })
    void whatHasNoReadableIdIsIgnored(String text) {
        ignored(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "null", "{}", "[\"a\"]", "true"})
    void anIdThatIsNoTextCannotBeAnswered(String id) {
        ignored("[2," + id + ",\"Heartbeat\",{}]");
        ignored("[3," + id + ",{}]");
        ignored("[4," + id + ",\"GenericError\",\"\",{}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1",
                "5",
                "6",
                "-1",
                "\"2\"",
                "2.0",
                "2e0",
                "null",
                "99999999999",
                "true"
            })
    void anUnknownMessageTypeIsIgnored(String type) {
        ignored("[" + type + ",\"a\",\"Heartbeat\",{}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[3,\"a\"]",
                "[3,\"a\",{},{}]",
                "[3,\"a\",{]",
                "[3,\"a\",{}",
                "[3,\"a\",{}]x",
                "[4,\"a\"]",
                "[4,\"a\",5,\"\",{}]",
                "[4,\"a\",\"GenericError\",\"\",{},{}]",
                "[4,\"a\",\"GenericError\",\"\",{]"
            })
    void aBrokenAnswerIsNotAnswered(String text) {
        ignored(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[2,\"m-1\"]",
                "[2,\"m-1\",\"Heartbeat\"]",
                "[2,\"m-1\",\"Heartbeat\",{},{}]",
                "[2,\"m-1\",5,{}]",
                "[2,\"m-1\",null,{}]",
                "[2,\"m-1\",{}]",
                "[2,\"m-1\",\"Heartbeat\",{]",
                "[2,\"m-1\",\"Heartbeat\",{}",
                "[2,\"m-1\",\"Heartbeat\",{\"a\":}]",
                "[2,\"m-1\",\"Heartbeat\",{'a':1}]",
                "[2,\"m-1\",\"Heartbeat\",{\"a\":01}]",
                "[2,\"m-1\",\"Heartbeat\",{\"a\":NaN}]",
                "[2,\"m-1\",\"Heartbeat\",{\"a\":1,}]",
                "[2,\"m-1\",\"Heartbeat\",{},]",
                "[2,\"m-1\",\"Heartbeat\",{}]]",
                "[2,\"m-1\",\"Heartbeat\",{}] [2]",
                "[2,\"m-1\" \"Heartbeat\",{}]"
            })
    void aBrokenCallIsAnsweredOnceItsIdIsKnown(String text) {
        var violation = violation(text);

        assertThat(violation.uniqueId()).isEqualTo("m-1");
        assertThat(violation.code()).isEqualTo(OcppErrorCode.FORMATION_VIOLATION);
        assertThat(violation.reason()).isNotBlank();
    }

    @Test
    void anEmptyIdIsAFormationViolation() {
        assertThat(violation("[2,\"\",\"Heartbeat\",{}]").uniqueId()).isEmpty();
    }

    @Test
    void anIdHas36CharactersAtMost() {
        assertThat(read("[2,\"" + EMOJI.repeat(36) + "\",\"Heartbeat\",{}]").uniqueId())
                .isEqualTo(EMOJI.repeat(36));

        var tooLong = "x".repeat(37);
        assertThat(violation("[2,\"" + tooLong + "\",\"Heartbeat\",{}]").uniqueId())
                .isEqualTo(tooLong);
    }

    @Test
    void nestingIsLimitedTo64Levels() {
        // the frame's own array is the first level
        read("[2,\"a\",\"DataTransfer\"," + nested(63) + "]");

        assertThat(violation("[2,\"a\",\"DataTransfer\"," + nested(64) + "]").uniqueId())
                .isEqualTo("a");
    }

    @Test
    void utf16IsNotRecognised() {
        var text = "[2,\"a\",\"Heartbeat\",{}]".getBytes(StandardCharsets.UTF_16BE);

        assertThatExceptionOfType(FrameViolation.class)
                .isThrownBy(() -> Frames.read(text))
                .satisfies(violation -> assertThat(violation.uniqueId()).isNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[2,\"m-1\",\"Heartbeat\",{}]",
                "[2,\"m-\\\"1\\n\",\"DataTransfer\",{\"data\":\"\u20ac\"}]",
                "[3,\"m-1\",{\"status\":\"Accepted\"}]",
                "[4,\"m-1\",\"InternalError\",\"no\",{\"path\":\"/idTag\"}]"
            })
    void whatIsReadIsWrittenAgain(String text) {
        assertThat(Frames.write(read(text))).asString(StandardCharsets.UTF_8).isEqualTo(text);
    }

    private static String nested(int levels) {
        return "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
    }

    private static Frame read(String text) {
        return Frames.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void ignored(String text) {
        assertThat(violation(text).uniqueId()).as(text).isNull();
    }

    private static FrameViolation violation(String text) {
        try {
            var frame = read(text);
            throw new AssertionError("read as " + frame + ": " + text);
        } catch (FrameViolation e) {
            return e;
        }
    }
}
