package io.mainspring.correlation.stream;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.ConnectionNotice;
import io.mainspring.contracts.Delivery;
import io.mainspring.contracts.Header;
import io.mainspring.contracts.Outcome;
import io.mainspring.contracts.Result;
import io.mainspring.contracts.ReturnAddress;
import io.mainspring.correlation.window.CallWindow;
import io.mainspring.correlation.window.Decision;
import io.mainspring.correlation.window.WindowEffect;
import io.mainspring.correlation.window.WindowEffect.Ending;
import io.mainspring.correlation.window.WindowEffect.Reason;
import io.mainspring.correlation.window.WindowInput;
import io.mainspring.correlation.window.WindowLimits;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads a charge point's window, lets it decide, stores and forwards. One instance per partition,
 * always on the same thread.
 *
 * <p>Everything that can fail because of a record's contents happens before anything is written or
 * forwarded, so such a record ends in the dead letters with no half of it done. What fails
 * afterwards is Kafka: it must reach Kafka Streams, which rolls the transaction back.
 */
final class CallCorrelation implements Processor<String, byte[], String, Object> {

    private static final Logger log = LoggerFactory.getLogger(CallCorrelation.class);

    /** Deadlines are met this late at most; many at about the same time cost one wake-up. */
    private static final Duration RESOLUTION = Duration.ofMillis(250);

    /** Later deadlines are approached in steps of this length. */
    private static final Duration HORIZON = Duration.ofHours(1);

    /** A dead letter must not be larger than what a broker takes, its reason included. */
    private static final int LARGEST_LETTER = 900_000;

    /** Commits wanted closer to each other than this wait for the commit interval. */
    private static final Duration COMMIT_SPACING = Duration.ofMillis(5);

    private final WindowLimits limits;
    private final Duration restartGrace;
    private final OutcomeWriter writer;
    private final MeterRegistry meters;
    private final Deadlines deadlines = new Deadlines();

    private ProcessorContext<String, Object> context;
    private KeyValueStore<String, CallWindow> windows;
    private KeyValueStore<String, Call> openCalls;
    private Instant noAlarmBefore = Instant.MIN;
    private Instant alarmAt = Instant.MAX;
    private Instant commitWantedAt = Instant.MIN;
    private @Nullable Cancellable alarm;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    CallCorrelation(CorrelationSettings settings, MeterRegistry meters) {
        this.limits = settings.limits();
        this.restartGrace = settings.restartGrace();
        this.writer = new OutcomeWriter(settings.largestPayload().toBytes());
        this.meters = meters;
    }

    /** Called when the partition's stores have been restored, also after each rebalance. */
    @Override
    public void init(ProcessorContext<String, Object> taskContext) {
        context = taskContext;
        windows = taskContext.getStateStore(CorrelationTopology.WINDOWS);
        openCalls = taskContext.getStateStore(CorrelationTopology.OPEN_CALLS);
        deadlines.clear();
        try (var all = windows.all()) {
            all.forEachRemaining(entry -> deadlines.set(entry.key, entry.value.nextDeadline()));
        }
        alarm = null;
        noAlarmBefore = now().plus(restartGrace);
        setAlarm(now());
    }

    @Override
    public void process(Record<String, byte[]> record) {
        var now = now();
        Step step;
        try {
            var arrival = Arrival.of(record, context.recordMetadata().orElseThrow());
            step = consider(record.key(), arrival, now);
        } catch (RuntimeException e) {
            toDeadLetters(record, e);
            return;
        }
        if (step != null) {
            carryOut(step, now);
            setAlarm(now);
        }
    }

    private void atAlarm(long millis) {
        var now = Instant.ofEpochMilli(millis);
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
        for (var chargePointId : deadlines.due(now)) {
            carryOut(decide(chargePointId, new WindowInput.Tick(), null, null, now), now);
        }
        setAlarm(now);
    }

    /**
     * What is to be written and forwarded, fully worked out.
     *
     * @param kept a call that is new and stays open
     * @param ended keys of stored calls that are over
     */
    private record Step(
            String chargePointId,
            @Nullable CallWindow window,
            @Nullable Call kept,
            List<String> ended,
            List<Object> forwards,
            List<Reason> ignored) {}

    private @Nullable Step consider(String chargePointId, Arrival arrival, Instant now) {
        return switch (arrival) {
            case Arrival.OfCall(var call) -> {
                var refusal = writer.refusal(call, now);
                yield refusal == null
                        ? decide(chargePointId, asked(call), call, null, now)
                        : new Step(
                                chargePointId,
                                null,
                                null,
                                List.of(),
                                List.of(new AskedOutcome(call.asker(), refusal)),
                                List.of());
            }
            case Arrival.OfResult(var result) -> {
                var commandId = commandId(result);
                yield commandId.isPresent()
                        ? decide(
                                chargePointId,
                                new WindowInput.Answered(commandId.get(), result.epoch()),
                                null,
                                result,
                                now)
                        : new Step(
                                chargePointId,
                                null,
                                null,
                                List.of(),
                                List.of(),
                                List.of(Reason.UNKNOWN_ANSWER));
            }
            case Arrival.OfNotice(var notice, var epoch) ->
                    decide(chargePointId, heard(notice, epoch), null, null, now);
            case Arrival.OfNothing() -> null;
        };
    }

    private Step decide(
            String chargePointId,
            WindowInput input,
            @Nullable Call asked,
            @Nullable Result answer,
            Instant now) {
        var stored = windows.get(chargePointId);
        var before = stored == null ? CallWindow.UNKNOWN : stored;
        Decision decision = before.decide(input, now, limits);

        var ended = new ArrayList<String>();
        var forwards = new ArrayList<Object>();
        var ignored = new ArrayList<Reason>();
        for (var effect : decision.effects()) {
            switch (effect) {
                case WindowEffect.Send(var id, var to) ->
                        openCall(chargePointId, id, asked)
                                .ifPresent(call -> forwards.add(send(call, to)));
                case WindowEffect.Close(var to) ->
                        forwards.add(new Delivery.Close(chargePointId, to));
                case WindowEffect.Finish(var id, var ending) -> {
                    var itsAnswer = ending == Ending.ANSWERED ? answer : null;
                    openCall(chargePointId, id, asked)
                            .map(call -> outcome(call, ending, itsAnswer, now, sentAt(before, id)))
                            .ifPresent(forwards::add);
                    if (before.isOpen(id)) {
                        ended.add(CorrelationTopology.callKey(chargePointId, id));
                    }
                }
                case WindowEffect.Ignored(var reason) -> ignored.add(reason);
            }
        }
        boolean keep =
                asked != null
                        && decision.window().isOpen(asked.commandId())
                        && !before.isOpen(asked.commandId());
        return new Step(
                chargePointId,
                decision.window().equals(before) ? null : decision.window(),
                keep ? asked : null,
                ended,
                forwards,
                ignored);
    }

    private void carryOut(Step step, Instant now) {
        if (step.window() != null) {
            windows.put(step.chargePointId(), step.window());
            deadlines.set(step.chargePointId(), step.window().nextDeadline());
        }
        if (step.kept() != null) {
            openCalls.put(
                    CorrelationTopology.callKey(step.chargePointId(), step.kept().commandId()),
                    step.kept());
        }
        step.ended().forEach(openCalls::delete);
        boolean outcomes = false;
        for (var forward : step.forwards()) {
            if (forward instanceof AskedOutcome asked) {
                forward(step.chargePointId(), asked, now);
                outcomes = true;
            } else {
                forward((Delivery) forward, now);
            }
        }
        for (var reason : step.ignored()) {
            log.debug("ignored chargePoint={} reason={}", step.chargePointId(), reason);
            meters.counter("ocpp.correlation.ignored", "reason", lowerCase(reason)).increment();
        }
        if (outcomes) {
            wantCommit(now);
        }
    }

    private void forward(Delivery delivery, Instant now) {
        var headers = new RecordHeaders();
        Header.CONNECTION_EPOCH.write(headers, delivery.to().epoch());
        delivery.writeHeaders(headers);
        context.forward(
                new Record<>(delivery.chargePointId(), delivery, now.toEpochMilli(), headers),
                CorrelationTopology.DELIVERIES_SINK);
    }

    private void forward(String chargePointId, AskedOutcome asked, Instant now) {
        Outcome outcome = asked.outcome();
        var headers = new RecordHeaders();
        Header.CAUSATION_ID.write(headers, outcome.commandId());
        Header.OCPP_ACTION.write(headers, outcome.action().wireName());
        context.forward(
                new Record<>(chargePointId, asked, now.toEpochMilli(), headers),
                CorrelationTopology.OUTCOMES_SINK);
        meters.counter(
                        "ocpp.calls",
                        "action",
                        outcome.action().wireName(),
                        "outcome",
                        lowerCase(outcome.status()))
                .increment();
    }

    private void toDeadLetters(Record<String, byte[]> record, RuntimeException why) {
        var reason = why.getMessage() == null ? why.getClass().getName() : why.getMessage();
        log.warn("dead letter chargePoint={} reason={}", record.key(), reason);
        meters.counter("ocpp.correlation.ignored", "reason", "unreadable").increment();
        var headers = new RecordHeaders(record.headers());
        headers.add("dead-letter-reason", CorrelationTopology.text(reason));
        var value = record.value();
        boolean tooLarge = value != null && value.length > LARGEST_LETTER;
        context.forward(
                new Record<>(
                        record.key(), tooLarge ? new byte[0] : value, record.timestamp(), headers),
                CorrelationTopology.DEAD_LETTERS_SINK);
    }

    /** Outcomes become visible with the commit; a burst of them shares one. */
    private void wantCommit(Instant now) {
        if (!now.isBefore(commitWantedAt.plus(COMMIT_SPACING))) {
            commitWantedAt = now;
            context.commit();
        }
    }

    /**
     * Makes sure of a wake-up for the next deadline. An earlier alarm stays: it sets the next one.
     * Without a deadline there is none, because each wake-up costs an idle partition a commit.
     */
    private void setAlarm(Instant now) {
        var earliest = deadlines.earliest();
        if (earliest == null) {
            return;
        }
        var horizon = now.plus(HORIZON);
        var wakeAt =
                earliest.isAfter(horizon)
                        ? horizon
                        : latest(earliest, latest(noAlarmBefore, now.plus(RESOLUTION)));
        if (alarm != null) {
            if (!wakeAt.isBefore(alarmAt)) {
                return;
            }
            alarm.cancel();
        }
        alarmAt = wakeAt;
        alarm =
                context.schedule(
                        Duration.between(now, wakeAt),
                        PunctuationType.WALL_CLOCK_TIME,
                        this::atAlarm);
    }

    private AskedOutcome outcome(
            Call call,
            Ending ending,
            @Nullable Result answer,
            Instant now,
            @Nullable Instant sentAt) {
        return new AskedOutcome(
                call.asker(), writer.outcome(call, ending, answer, now).sent(sentAt));
    }

    /** The window keeps when the answer is due. */
    private @Nullable Instant sentAt(CallWindow window, UUID commandId) {
        var inFlight = window.inFlight();
        return inFlight != null && inFlight.commandId().equals(commandId)
                ? inFlight.answerDue().minus(limits.answerTimeout())
                : null;
    }

    /** Empty only if somebody has tampered with the changelogs: both stores commit together. */
    private Optional<Call> openCall(String chargePointId, UUID commandId, @Nullable Call asked) {
        if (asked != null && asked.commandId().equals(commandId)) {
            return Optional.of(asked);
        }
        var call = openCalls.get(CorrelationTopology.callKey(chargePointId, commandId));
        if (call == null) {
            log.error("open call is missing chargePoint={} command={}", chargePointId, commandId);
        }
        return Optional.ofNullable(call);
    }

    private static WindowInput asked(Call call) {
        return new WindowInput.Asked(call.commandId(), call.expiresAt(), call.waitForOnline());
    }

    private static WindowInput heard(ConnectionNotice notice, long epoch) {
        return switch (notice.state()) {
            case CONNECTED -> new WindowInput.Connected(notice.partition(), epoch);
            case DISCONNECTED -> new WindowInput.Disconnected(notice.partition(), epoch);
        };
    }

    /** The wire's unique id of a call is its command id: late answers stay recognisable. */
    private static Delivery send(Call call, ReturnAddress to) {
        return new Delivery.Send(
                call.chargePointId(),
                to,
                call.commandId().toString(),
                call.action(),
                call.expiresAt(),
                call.payload());
    }

    private static Optional<UUID> commandId(Result result) {
        try {
            return Optional.of(UUID.fromString(result.uniqueId()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }
}
