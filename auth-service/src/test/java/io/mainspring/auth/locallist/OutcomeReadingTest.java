package io.mainspring.auth.locallist;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.Outcome;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.type.UpdateStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class OutcomeReadingTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID COMMAND = new UUID(1, 1);

    private final OutcomeReading reading = new OutcomeReading(true, Duration.ofHours(1));

    @Test
    void aVersionIsOne() {
        assertThat(read(Action.GET_LOCAL_LIST_VERSION, "{\"listVersion\":4}", null, ""))
                .isEqualTo(new LocalListCommand.TakeVersion("CP-1", COMMAND, 4, NOON));
    }

    @Test
    void aCallErrorOfAVersionThatSaysNotSupportedIsMinusOne() {
        assertThat(read(Action.GET_LOCAL_LIST_VERSION, null, "NotSupported", ""))
                .isEqualTo(new LocalListCommand.TakeVersion("CP-1", COMMAND, -1, NOON));
    }

    @Test
    void anotherCallErrorOfAVersionIsSilence() {
        assertThat(read(Action.GET_LOCAL_LIST_VERSION, null, "InternalError", ""))
                .isEqualTo(
                        new LocalListCommand.TakeSilence(
                                "CP-1", COMMAND, CommandStatus.ERROR, NOON));
    }

    @Test
    void aCallErrorOfAnUpdateIsAFailureInItsWords() {
        assertThat(read(Action.SEND_LOCAL_LIST, null, "InternalError", "out of memory"))
                .isInstanceOfSatisfying(
                        LocalListCommand.TakeStatus.class,
                        taken -> {
                            assertThat(taken.status()).isEqualTo(UpdateStatus.FAILED);
                            assertThat(taken.detail()).isEqualTo("InternalError out of memory");
                        });
    }

    @Test
    void wordsThatNoDatabaseKeepsAreMended() {
        assertThat(read(Action.SEND_LOCAL_LIST, null, "InternalError", "out\0of memory"))
                .isInstanceOfSatisfying(
                        LocalListCommand.TakeStatus.class,
                        taken ->
                                assertThat(taken.detail())
                                        .isEqualTo("InternalError out of memory"));
    }

    @Test
    void aRefusalIsFollowedByTheSameFullHoweverOftenItComes() {
        var first = read(Action.SEND_LOCAL_LIST, "{\"status\":\"VersionMismatch\"}", null, "");

        assertThat(first)
                .isInstanceOfSatisfying(
                        LocalListCommand.TakeStatus.class,
                        taken -> {
                            assertThat(taken.status()).isEqualTo(UpdateStatus.VERSION_MISMATCH);
                            assertThat(taken.followUpUntil())
                                    .isEqualTo(NOON.plus(Duration.ofHours(1)));
                        })
                .isEqualTo(
                        read(Action.SEND_LOCAL_LIST, "{\"status\":\"VersionMismatch\"}", null, ""));
    }

    @Test
    void whatIsNoneOfOursIsPassedOver() {
        assertThat(reading.read(outcome(Action.RESET, "{\"status\":\"Accepted\"}", null, "")))
                .isEmpty();
    }

    private LocalListCommand read(
            Action action, @Nullable String response, @Nullable String error, String description) {
        return reading.read(outcome(action, response, error, description)).orElseThrow();
    }

    private static Outcome outcome(
            Action action, @Nullable String response, @Nullable String error, String description) {
        var nodes = JsonNodeFactory.instance;
        return new Outcome(
                COMMAND,
                "CP-1",
                action,
                error == null ? CommandStatus.ANSWERED : CommandStatus.ERROR,
                NOON,
                NOON,
                "op",
                nodes.objectNode(),
                response == null ? null : JsonMapper.shared().readTree(response),
                error == null
                        ? null
                        : new Outcome.CallFailure(error, description, nodes.objectNode()));
    }
}
