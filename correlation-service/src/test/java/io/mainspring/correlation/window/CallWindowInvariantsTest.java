package io.mainspring.correlation.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens in whatever order, with repeats: the promises to askers and charge points hold. */
class CallWindowInvariantsTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final WindowLimits LIMITS = new WindowLimits(Duration.ofSeconds(30), 5, 1_000);

    private static final long NOWHERE = -7;

    static List<Long> seeds() {
        return new Random(20260301L).longs(300).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void eachCallEndsExactlyOnceAndNoTwoAreInFlight(long seed) {
        var run = new Run(new Random(seed));
        for (int i = 0; i < 400; i++) {
            run.somethingHappens();
        }
        run.everybodyGoesAwayAndTimePasses();

        assertThat(run.endings).hasSize(run.asked.size());
        assertThat(run.window.inFlight()).isNull();
        assertThat(run.window.waiting()).isEmpty();
        assertThat(run.window.nextDeadline()).isNull();
    }

    /** One charge point's life, checked at each step. */
    private static final class Run {

        private final Random random;
        private final List<WindowInput.Asked> asked = new ArrayList<>();
        private final List<WindowInput> notices = new ArrayList<>();
        private final Map<UUID, Long> sentOver = new HashMap<>();
        private final Map<UUID, WindowEffect.Ending> endings = new HashMap<>();
        private CallWindow window = CallWindow.UNKNOWN;
        private Instant now = START;
        private long lastEpoch;
        private long newestHeardOf = CallWindow.NEVER_CONNECTED;

        Run(Random random) {
            this.random = random;
        }

        void somethingHappens() {
            now = now.plusMillis(random.nextInt(4_000));
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> {
                    var call =
                            new WindowInput.Asked(
                                    new UUID(random.nextLong(), random.nextLong()),
                                    now.plusMillis(random.nextInt(120_000) - 1_000),
                                    random.nextBoolean());
                    asked.add(call);
                    take(call);
                }
                case 3 -> pick(asked).ifPresent(this::take);
                case 4, 5 -> answerSomething();
                case 6 -> notice(new WindowInput.Connected(random.nextInt(3), ++lastEpoch));
                case 7 -> notice(new WindowInput.Disconnected(0, random.nextLong(lastEpoch + 1)));
                case 8 -> pick(notices).ifPresent(this::take);
                default -> take(new WindowInput.Tick());
            }
        }

        void everybodyGoesAwayAndTimePasses() {
            take(new WindowInput.Disconnected(0, ++lastEpoch));
            now = now.plus(Duration.ofHours(1));
            take(new WindowInput.Tick());
        }

        private void answerSomething() {
            var inFlight = window.inFlight();
            long epoch = random.nextInt(4) == 0 ? random.nextLong(lastEpoch + 1) : window.epoch();
            if (inFlight != null && random.nextInt(4) != 0) {
                take(new WindowInput.Answered(inFlight.commandId(), epoch));
            } else {
                pick(asked)
                        .ifPresent(call -> take(new WindowInput.Answered(call.commandId(), epoch)));
            }
        }

        private void notice(WindowInput notice) {
            notices.add(notice);
            take(notice);
        }

        private void take(WindowInput input) {
            var before = window;
            var decision = window.decide(input, now, LIMITS);
            window = decision.window();
            assertThat(before.decide(input, now, LIMITS)).isEqualTo(decision);
            decision.effects().forEach(effect -> check(effect, input));
            checkWindow();
        }

        private void check(WindowEffect effect, WindowInput input) {
            switch (effect) {
                case WindowEffect.Send(var id, var to) -> {
                    assertThat(sentOver.put(id, to.epoch())).as("sent once").isNull();
                    assertThat(endings).as("not sent when over").doesNotContainKey(id);
                    assertThat(to.epoch()).as("sent to the newest").isEqualTo(window.epoch());
                    assertThat(expiry(id)).as("not sent when expired").isAfter(now);
                }
                case WindowEffect.Finish(var id, var ending) -> {
                    assertThat(endings.put(id, ending)).as("ends once").isNull();
                    if (ending == WindowEffect.Ending.ANSWERED) {
                        assertThat(sentOver).as("answered where it was sent").containsKey(id);
                        assertThat(input)
                                .isEqualTo(
                                        new WindowInput.Answered(
                                                id, sentOver.getOrDefault(id, NOWHERE)));
                    }
                }
                case WindowEffect.Close(var to) ->
                        assertThat(to.epoch()).as("only older ones").isLessThan(window.epoch());
                case WindowEffect.Ignored _ -> {}
            }
        }

        private void checkWindow() {
            assertThat(window.epoch()).isGreaterThanOrEqualTo(newestHeardOf);
            newestHeardOf = window.epoch();
            assertThat(window.waiting()).hasSizeLessThanOrEqualTo(LIMITS.waiting());
            if (window.inFlight() == null) {
                assertThat(window.online() && !window.waiting().isEmpty())
                        .as("nobody waits for nothing")
                        .isFalse();
            } else {
                assertThat(window.online()).isTrue();
            }
            assertThat(sentOver.keySet().stream().filter(id -> !endings.containsKey(id)).count())
                    .as("calls in flight")
                    .isLessThanOrEqualTo(1);
            assertThat(asked.stream().filter(c -> !endings.containsKey(c.commandId())))
                    .as("nothing is forgotten")
                    .allMatch(c -> window.isOpen(c.commandId()));
        }

        private Instant expiry(UUID id) {
            return asked.stream()
                    .filter(call -> call.commandId().equals(id))
                    .findFirst()
                    .orElseThrow()
                    .expiresAt();
        }

        private <T> java.util.Optional<T> pick(List<T> from) {
            return from.isEmpty()
                    ? java.util.Optional.empty()
                    : java.util.Optional.of(from.get(random.nextInt(from.size())));
        }
    }
}
