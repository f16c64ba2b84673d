package io.mainspring.gateway.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.v16.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** rpc.md §6: what is not as it should be. */
class OddFramesTest {

    private final PipeFixture cp7 = PipeFixture.accepted();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "null",
                "{}",
                "\"x\"",
                "[]",
                "[2]",
                "[2,5,\"Heartbeat\",{}]",
                "[2,null]",
                "[1,\"m\",{}]",
                "[5,\"m\",{}]",
                "[\"2\",\"m\",\"Heartbeat\",{}]",
                "[3,\"m\"]"
            })
    void whatCannotBeAnsweredIsIgnoredAndCounted(String frame) {
        cp7.receives(frame);

        assertThat(cp7.sent).isEmpty();
        assertThat(cp7.closed).isNull();
        assertThat(cp7.counted).containsExactly("ignored unreadable");
    }

    @Test
    void frameAfterFrameOfGarbageClosesTheSocket() {
        cp7.receives("a");
        cp7.receives("b");
        assertThat(cp7.closed).isNull();
        cp7.receives("c");

        assertThat(cp7.closed).isEqualTo(CloseReason.UNREADABLE);
        assertThat(CloseReason.UNREADABLE.code()).isEqualTo(1007);
    }

    @Test
    void aGoodFrameInBetweenForgivesTheBadOnes() {
        for (int i = 0; i < 5; i++) {
            cp7.receives("garbage");
            cp7.receivesCall("m-" + i, "Heartbeat", "{}");
        }

        assertThat(cp7.closed).isNull();
        assertThat(cp7.sent).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", " \t\r\n"})
    void emptyFramesAreNoGarbage(String frame) {
        for (int i = 0; i < 10; i++) {
            cp7.receives(frame);
        }

        assertThat(cp7.closed).isNull();
        assertThat(cp7.counted).hasSize(10).containsOnly("ignored empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[2,\"m-1\",\"Heartbeat\",{},1]", "[2,\"m-1\",\"Heartbeat\"]", "[2,\"m-1\""})
    void aBrokenCallWhoseIdCanBeReadIsAnswered(String frame) {
        cp7.receives(frame);

        assertThat(cp7.sent)
                .singleElement()
                .asString()
                .startsWith("[4,\"m-1\",\"FormationViolation\",");
    }

    @Test
    void anActionThatOcppDoesNotKnowIsNotImplemented() {
        cp7.receivesCall("m-1", "FlyToTheMoon", "{}");
        cp7.receivesCall("m-2", "heartbeat", "{}"); // names are case-sensitive

        assertThat(cp7.sent).hasSize(2).allMatch(frame -> frame.contains("\"NotImplemented\""));
        assertThat(cp7.counted).containsOnly("unknown unsupported");
    }

    @Test
    void anActionThatOnlyChargePointsReceiveIsNotSupported() {
        cp7.receivesCall("m-1", "Reset", "{\"type\":\"Hard\"}");

        assertThat(cp7.sent).singleElement().asString().contains("\"NotSupported\"");
    }

    @Test
    void aDisabledActionIsNotSupported() {
        cp7.receivesCall("m-1", "SignCertificate", "{\"csr\":\"x\"}");

        assertThat(cp7.sent).singleElement().asString().contains("\"NotSupported\"");
    }

    @Test
    void aPayloadThatBreaksARuleIsAnsweredWithCodeAndPath() {
        cp7.receivesCall("m-1", "Authorize", "{}");

        assertThat(cp7.sent)
                .containsExactly(
                        "[4,\"m-1\",\"OccurenceConstraintViolation\",\"required field is"
                                + " missing\",{\"path\":\"/idTag\"}]");
        assertThat(cp7.requests).isEmpty();
        assertThat(cp7.counted).containsExactly("Authorize invalid");
    }

    @Test
    void aPayloadThatCanBeMendedGoesOnWithTheNamesOfItsRepairs() {
        cp7.receivesCall("m-1", "Authorize", "{\"idTag\":\"A\",\"connectorId\":1}");

        var request = cp7.requests.getFirst();
        assertThat(request.repairs()).containsExactly("extra-field");
        assertThat(request.payload()).asString().isEqualTo("{\"idTag\":\"A\"}");
        assertThat(cp7.counted).contains("repaired extra-field");
    }

    @Test
    void aStrictChargePointIsNotMended() {
        var strict = PipeFixture.strict();
        strict.receivesCall("m-1", "Authorize", "{\"idTag\":\"A\",\"connectorId\":1}");

        assertThat(strict.requests).isEmpty();
        assertThat(strict.sent).singleElement().asString().contains("FormationViolation");
    }

    @Test
    void aNullPayloadIsAnEmptyOne() {
        cp7.receivesCall("m-1", "Heartbeat", "null");

        assertThat(cp7.sent).singleElement().asString().startsWith("[3,\"m-1\"");
    }

    @Test
    void aTransactionMessageThatStaysUnreadableIsKeptBeforeItIsRefused() {
        var frame = "[2,\"m-1\",\"StartTransaction\",{\"idTag\":\"A\"}]";
        cp7.receives(frame);
        assertThat(cp7.sent).isEmpty();
        assertThat(cp7.kept)
                .singleElement()
                .satisfies(kept -> {
                    assertThat(kept.frame().action()).isEqualTo(Action.START_TRANSACTION);
                    assertThat(kept.frame().text()).asString().isEqualTo(frame);
                    assertThat(kept.code())
                            .isEqualTo(OcppErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION);
                });

        cp7.kafkaHoldsIt();

        assertThat(cp7.sent)
                .singleElement()
                .asString()
                .startsWith("[4,\"m-1\",\"OccurenceConstraintViolation\"");
        assertThat(cp7.requests).isEmpty();
    }

    @Test
    void whileAnUnreadableTransactionMessageCannotBeKeptItIsNotRefusedForGood() {
        cp7.receivesCall("m-1", "StopTransaction", "{}");
        cp7.kafkaRefusesIt();
        cp7.timePasses(PipeFixture.TIME_OUT);

        assertThat(cp7.sent).singleElement().asString().contains("\"InternalError\"");
    }

    @Test
    void aBrokenFrameThatLooksLikeATransactionMessageIsKeptToo() {
        cp7.receives("[2,,\"m-1\",\"MeterValues\",{\"connectorId\":1}]");

        assertThat(cp7.kept)
                .singleElement()
                .extracting(kept -> kept.frame().action())
                .isEqualTo(Action.METER_VALUES);
        cp7.pipe.published(0, true); // nobody waits for it
        assertThat(cp7.sent).isEmpty();
    }
}
