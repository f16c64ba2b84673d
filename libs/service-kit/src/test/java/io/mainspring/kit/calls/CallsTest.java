package io.mainspring.kit.calls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.Outcome;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.Topic;
import io.mainspring.kit.eventsourcing.TallyService;
import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.ClearCache;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Correlation.End;
import io.mainspring.testkit.Engines;
import io.mainspring.testkit.Tail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(
        classes = TallyService.class,
        properties = "spring.config.name=kit-test",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = Engines.class)
class CallsTest {

    @Autowired private Calls calls;
    @Autowired private OutcomePolls polls;
    @Autowired private OutgoingCalls outgoing;
    @Autowired private PollTransaction transaction;
    @Autowired private JdbcClient sql;

    private final String chargePoint = "CP-" + UUID.randomUUID();

    @Test
    void aCallOfATransactionIsSentOnceThatIsCommitted() {
        try (var tail = new Tail(Topic.CALLS.name())) {
            var id = transaction.execute(() -> calls.send(chargePoint, request(), options(null)));

            assertThat(Call.from(tail.first(this::isOurs)).commandId()).isEqualTo(id);
        }
    }

    @Test
    void callsOfATransactionKeepTheirOrder() {
        try (var tail = new Tail(Topic.CALLS.name())) {
            var ids =
                    transaction.execute(() ->
                            IntStream.range(0, 20)
                                    .mapToObj(
                                            _ -> calls.send(chargePoint, request(), options(null)))
                                    .toList());

            tail.first(record ->
                    isOurs(record) && Call.from(record).commandId().equals(ids.getLast()));
            assertThat(tail.all(this::isOurs))
                    .extracting(record -> Call.from(record).commandId())
                    .containsExactlyElementsOf(ids);
        }
    }

    @Test
    void aCallOfATransactionThatIsRolledBackIsNeverSent() {
        try (var tail = new Tail(Topic.CALLS.name())) {
            assertThatThrownBy(() ->
                            transaction.execute(() -> {
                                calls.send(chargePoint, request(), options(null));
                                throw new IllegalStateException("rolled back");
                            }))
                    .hasMessage("rolled back");
            var later = calls.send(chargePoint, request(), options(null));

            assertThat(Call.from(tail.first(this::isOurs)).commandId()).isEqualTo(later);
        }
    }

    @Test
    void aCallThatWasWrittenDownByOneThatDiedBeforeSendingItIsSentByAnother() {
        var now = Instant.now();
        var call =
                new Call(
                        chargePoint,
                        UUID.randomUUID(),
                        Action.CLEAR_CACHE,
                        Owner.AUTH,
                        now,
                        now.plus(Duration.ofMinutes(5)),
                        true,
                        "somebody",
                        "{}".getBytes(UTF_8));
        outgoing.write(call);
        try (var tail = new Tail(Topic.CALLS.name())) {
            sql.sql("update outgoing_call set due_at = '2000-01-01T00:00:00Z' where command_id = ?")
                    .param(call.commandId())
                    .update();

            assertThat(Call.from(tail.first(this::isOurs)))
                    .usingRecursiveComparison()
                    .withEqualsForType(CallsTest::isSameMoment, Instant.class)
                    .isEqualTo(call);
        }
    }

    @Test
    void whatIsWrittenBeforeSendingAndTheKeyAreOneCommit() {
        assertThatThrownBy(() ->
                        calls.perform(
                                chargePoint,
                                request(),
                                options("k-1"),
                                _ -> {
                                    throw Problem.conflict("not now");
                                }))
                .isInstanceOf(Problem.class);

        assertThat(rows("outgoing_call", "charge_point_id", chargePoint)).isZero();
        assertThat(rows("idempotency_key", "requested_by", chargePoint)).isZero();
    }

    @Test
    void aRepeatedKeyGivesTheEndedCommandAlthoughNobodyWaitedForItsEnd() {
        try (var correlation = new Correlation();
                var tail = new Tail("ocpp.outcomes.auth")) {
            correlation.ends(chargePoint, _ -> End.answered("{\"status\":\"Accepted\"}"));
            var first = calls.perform(chargePoint, request(), options("k-2"), _ -> {});
            assertThat(first.getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
            polls.handle(List.of(tail.first(this::isOurs)), _ -> {});

            var again = calls.perform(chargePoint, request(), options("k-2"), _ -> {});

            assertThat(again.getStatusCode()).isEqualTo(HttpStatus.OK);
            assertThat(again.getBody())
                    .isNotNull()
                    .satisfies(view -> {
                        assertThat(view.status()).isEqualTo(CommandStatus.ANSWERED);
                        assertThat(view.commandId())
                                .isEqualTo(
                                        first.getBody() == null
                                                ? null
                                                : first.getBody().commandId());
                    });
            assertThat(correlation.calls(chargePoint)).hasSize(1);
        }
    }

    @Test
    void anOutcomeThatIsDeliveredAgainCountsOnce() {
        try (var correlation = new Correlation();
                var tail = new Tail("ocpp.outcomes.auth")) {
            correlation.ends(chargePoint, _ -> End.of(CommandStatus.TIMED_OUT));
            calls.send(chargePoint, request(), options(null));
            var poll = List.of(tail.first(this::isOurs));
            var seen = new ArrayList<Outcome>();

            polls.handle(poll, seen::addAll);
            polls.handle(poll, seen::addAll);

            assertThat(seen).hasSize(1);
        }
    }

    /** Both stores keep less than a nanosecond. */
    private static boolean isSameMoment(Instant one, Instant other) {
        return Duration.between(one, other).abs().toMillis() <= 1;
    }

    private boolean isOurs(ConsumerRecord<String, byte[]> record) {
        return chargePoint.equals(record.key());
    }

    private static ClearCache.Request request() {
        return new ClearCache.Request();
    }

    /** Asked by its charge point, so that tests do not meet; answered at once, without waiting. */
    private CallOptions options(@Nullable String key) {
        return new CallOptions(chargePoint, key, null, true);
    }

    private long rows(String table, String column, String value) {
        return sql.sql("select count(*) from " + table + " where " + column + " = ?")
                .param(value)
                .query(Long.class)
                .single();
    }
}
