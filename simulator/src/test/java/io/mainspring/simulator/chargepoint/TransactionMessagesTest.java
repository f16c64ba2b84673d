package io.mainspring.simulator.chargepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.action.MeterValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TransactionMessagesTest {

    private final FakeTimers timers = new FakeTimers();
    private final AtomicInteger ready = new AtomicInteger();
    private final List<String> dropped = new ArrayList<>();
    private final TransactionMessages messages =
            new TransactionMessages(
                    new Configuration(
                            Map.of(
                                    ConfigurationKey.TRANSACTION_MESSAGE_ATTEMPTS, "3",
                                    ConfigurationKey.TRANSACTION_MESSAGE_RETRY_INTERVAL, "60")),
                    timers,
                    ready::incrementAndGet);

    @Test
    void messagesLeaveInTheOrderInWhichTheyWereAdded() {
        var first = added("1");
        var second = added("2");

        assertThat(messages.ready()).isSameAs(first);
        messages.answered(first, new MeterValues.Response());
        assertThat(messages.ready()).isSameAs(second);
    }

    @Test
    void aMessageThatWasNotAnsweredStaysTheNext() {
        var first = added("1");
        added("2");

        assertThat(messages.ready()).isSameAs(first);
        assertThat(messages.ready()).isSameAs(first);
    }

    @Test
    void theWaitGrowsByTheIntervalWithEveryAttempt() {
        var message = added("1");

        assertThat(messages.failed(message)).isFalse();
        timers.pass(Duration.ofSeconds(59));
        assertThat(messages.ready()).isNull();
        timers.pass(Duration.ofSeconds(1));
        assertThat(messages.ready()).isSameAs(message);
        assertThat(ready).hasValue(1);

        assertThat(messages.failed(message)).isFalse();
        timers.pass(Duration.ofSeconds(119));
        assertThat(messages.ready()).isNull();
        timers.pass(Duration.ofSeconds(1));
        assertThat(messages.ready()).isSameAs(message);
    }

    @Test
    void afterTheLastAttemptItIsDroppedAndTheNextMayGoAtOnce() {
        var poisoned = added("1");
        var next = added("2");

        messages.failed(poisoned);
        timers.pass(Duration.ofMinutes(1));
        messages.failed(poisoned);
        timers.pass(Duration.ofMinutes(2));

        assertThat(messages.failed(poisoned)).isTrue();
        assertThat(dropped).containsExactly("1");
        assertThat(messages.ready()).isSameAs(next);
    }

    private TransactionMessages.Message added(String id) {
        var message =
                new TransactionMessages.Message(
                        () -> new MeterValues.Request(1, 7, List.of()),
                        _ -> {},
                        () -> dropped.add(id),
                        false,
                        id,
                        Long.parseLong(id));
        messages.add(message);
        return message;
    }
}
