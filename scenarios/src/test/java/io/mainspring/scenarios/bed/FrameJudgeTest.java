package io.mainspring.scenarios.bed;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mainspring.ocpp.v16.Action;
import io.mainspring.simulator.scripted.Exchange;
import io.mainspring.simulator.scripted.Exchange.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameJudgeTest {

    private static final Duration QUICK = Duration.ofMillis(5);

    @Test
    void aCorrectAnswerPasses() {
        assertThatCode(() ->
                        judge(
                                Action.HEARTBEAT,
                                Kind.RESPONSE,
                                """
                                [3,"m-1",{"currentTime":"2026-03-01T10:00:00.000Z"}]\
                                """,
                                QUICK))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[3,\"m-1\",{}]",
                "[3,\"m-1\",{\"currentTime\":null}]",
                "[3,\"m-1\",{\"currentTime\":\"yesterday\"}]",
                "[3,\"m-1\",{\"currentTime\":\"2026-03-01T10:00:00Z\",\"extra\":1}]",
                "[3,\"m-1\",{\"currentTime\":\"2026-03-01T10:00:00Z\"},{}]",
            })
    void aFrameThatTheSchemaForbidsIsFound(String text) {
        assertThatThrownBy(() -> judge(Action.HEARTBEAT, Kind.RESPONSE, text, QUICK))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aSlowAuthorizeIsFoundEvenIfItIsCorrect() {
        assertThatThrownBy(() ->
                        judge(
                                Action.AUTHORIZE,
                                Kind.RESPONSE,
                                """
                                [3,"m-1",{"idTagInfo":{"status":"Accepted"}}]\
                                """,
                                Duration.ofMillis(1_001)))
                .isInstanceOf(AssertionError.class);
    }

    private static void judge(Action action, Kind kind, String text, Duration took) {
        FrameJudge.judge(List.of(new Exchange(action, kind, text, took)));
    }
}
