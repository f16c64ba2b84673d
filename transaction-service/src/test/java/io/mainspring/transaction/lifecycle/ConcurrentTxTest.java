package io.mainspring.transaction.lifecycle;

import static io.mainspring.transaction.lifecycle.Polls.aStart;
import static io.mainspring.transaction.lifecycle.Polls.aStop;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.kit.consumed.ConsumedOffsets;
import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.transaction.GivenIdTags;
import io.mainspring.transaction.TransactionServiceTest;
import io.mainspring.transaction.TransactionSettings;
import io.mainspring.transaction.idtags.IdTags;
import io.mainspring.transaction.metervalues.MeterValueIntake;
import io.mainspring.transaction.quarantine.Quarantine;
import io.mainspring.transaction.remotecontrol.RemoteControl;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TransactionServiceTest
class ConcurrentTxTest {

    @Autowired private PollTransaction transaction;
    @Autowired private ConsumedOffsets consumed;
    @Autowired private TransactionKeys keys;
    @Autowired private IdTags knownIdTags;
    @Autowired private RemoteControl remoteControl;
    @Autowired private MeterValueIntake meterValues;
    @Autowired private Quarantine quarantine;
    @Autowired private CommandGateway commands;
    @Autowired private GivenIdTags idTags;

    private final String cp = "CP-" + UUID.randomUUID();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private Polls onePerIdTag;
    private Polls twoPerGroup;

    @BeforeEach
    void given() {
        onePerIdTag = new Polls(transaction, decisions(1, 0));
        twoPerGroup = new Polls(transaction, decisions(0, 2));
    }

    @Test
    void aSecondTransactionOfAnIdTagIsToldConcurrentTxAndExists() {
        var idTag = idTags.accepted();
        onePerIdTag.start(cp, aStart(1, idTag, 0, now.minusSeconds(5)));

        var second = onePerIdTag.start(cp, aStart(2, idTag, 0, now));

        assertThat(status(second)).isEqualTo(AuthorizationStatus.CONCURRENT_TX);
        assertThat(second.transactionId()).isPositive();
    }

    @Test
    void aRetransmissionIsNotConcurrentWithItself() {
        var start = aStart(1, idTags.accepted(), 0, now);
        var first = onePerIdTag.start(cp, start);

        assertThat(onePerIdTag.start(cp, start)).isEqualTo(first);
        assertThat(status(first)).isEqualTo(AuthorizationStatus.ACCEPTED);
    }

    @Test
    void theRetransmissionOfARefusedStartIsRefusedAgainThoughTheOtherIsOver() {
        var idTag = idTags.accepted();
        var first = onePerIdTag.start(cp, aStart(1, idTag, 0, now.minusSeconds(5)));
        var second = aStart(2, idTag, 0, now);
        onePerIdTag.start(cp, second);
        onePerIdTag.stop(cp, aStop(first.transactionId(), 10, now.plusSeconds(1)));

        assertThat(status(onePerIdTag.start(cp, second)))
                .isEqualTo(AuthorizationStatus.CONCURRENT_TX);
    }

    @Test
    void theLimitHoldsWithinOnePoll() {
        var idTag = idTags.accepted();

        var answers =
                onePerIdTag.handle(
                        onePerIdTag.record(cp, aStart(1, idTag, 0, now.minusSeconds(1))),
                        onePerIdTag.record(cp, aStart(2, idTag, 0, now)));

        assertThat(answers)
                .extracting(answer -> status((StartTransaction.Response) answer))
                .containsExactly(AuthorizationStatus.ACCEPTED, AuthorizationStatus.CONCURRENT_TX);
    }

    @Test
    void whatHasEndedDoesNotCount() {
        var idTag = idTags.accepted();
        var first = onePerIdTag.start(cp, aStart(1, idTag, 0, now.minusSeconds(60)));

        var answers =
                onePerIdTag.handle(
                        onePerIdTag.record(
                                cp, aStop(first.transactionId(), 5, now.minusSeconds(30))),
                        onePerIdTag.record(cp, aStart(2, idTag, 0, now)));

        assertThat(status((StartTransaction.Response) answers.get(1)))
                .isEqualTo(AuthorizationStatus.ACCEPTED);
    }

    @Test
    void whatWasRefusedDoesNotCount() {
        var idTag = idTags.accepted();
        var first = onePerIdTag.start(cp, aStart(1, idTag, 0, now.minusSeconds(60)));
        onePerIdTag.start(cp, aStart(2, idTag, 0, now.minusSeconds(50)));
        onePerIdTag.stop(cp, aStop(first.transactionId(), 5, now.minusSeconds(30)));

        assertThat(status(onePerIdTag.start(cp, aStart(3, idTag, 0, now))))
                .isEqualTo(AuthorizationStatus.ACCEPTED);
    }

    @Test
    void theTransactionThatTheStartTakesTheConnectorFromDoesNotCount() {
        var idTag = idTags.accepted();
        onePerIdTag.start(cp, aStart(1, idTag, 0, now.minusSeconds(60)));

        assertThat(status(onePerIdTag.start(cp, aStart(1, idTag, 9, now))))
                .isEqualTo(AuthorizationStatus.ACCEPTED);
    }

    @Test
    void aStartFromAnOfflineQueueIsJudgedByWhatWasGoingOnThen() {
        var idTag = idTags.accepted();
        onePerIdTag.start(cp, aStart(1, idTag, 0, now));

        var earlier =
                onePerIdTag.start(cp + "-2", aStart(1, idTag, 0, now.minus(Duration.ofHours(2))));

        assertThat(status(earlier)).isEqualTo(AuthorizationStatus.ACCEPTED);
    }

    @Test
    void aStartFromAnOfflineQueueIsConcurrentWithWhatWasGoingOnThenAndIsOver() {
        var idTag = idTags.accepted();
        var over = onePerIdTag.start(cp, aStart(1, idTag, 0, now.minus(Duration.ofHours(3))));
        onePerIdTag.stop(cp, aStop(over.transactionId(), 5, now.minus(Duration.ofHours(1))));

        var during =
                onePerIdTag.start(cp + "-2", aStart(1, idTag, 0, now.minus(Duration.ofHours(2))));

        assertThat(status(during)).isEqualTo(AuthorizationStatus.CONCURRENT_TX);
    }

    @Test
    void aGroupHasALimitOfItsOwn() {
        var group = GivenIdTags.unheardOf();

        assertThat(
                        List.of(
                                groupStart(1, group),
                                groupStart(2, group),
                                groupStart(3, group),
                                groupStart(4, GivenIdTags.unheardOf())))
                .containsExactly(
                        AuthorizationStatus.ACCEPTED,
                        AuthorizationStatus.ACCEPTED,
                        AuthorizationStatus.CONCURRENT_TX,
                        AuthorizationStatus.ACCEPTED);
    }

    @Test
    void concurrentConsumersTogetherAcceptNoMoreThanTheLimit() throws Exception {
        var idTag = idTags.accepted();
        List<Callable<AuthorizationStatus>> consumers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            var chargePoint = cp + "-" + i;
            var polls = new Polls(transaction, decisions(1, 0));
            consumers.add(() -> status(polls.start(chargePoint, aStart(1, idTag, 0, now))));
        }

        var accepted = 0;
        try (var executor = Executors.newFixedThreadPool(consumers.size())) {
            for (var verdict : executor.invokeAll(consumers)) {
                accepted += verdict.get() == AuthorizationStatus.ACCEPTED ? 1 : 0;
            }
        }

        assertThat(accepted).isEqualTo(1);
    }

    private AuthorizationStatus groupStart(int connectorId, String group) {
        return status(
                twoPerGroup.start(
                        cp,
                        aStart(
                                connectorId,
                                idTags.ofGroup(group),
                                0,
                                now.plusSeconds(connectorId))));
    }

    private static AuthorizationStatus status(StartTransaction.Response answer) {
        return answer.idTagInfo().status();
    }

    private Decisions decisions(int perIdTag, int perGroup) {
        return new Decisions(
                consumed,
                keys,
                knownIdTags,
                new ConcurrencyPolicy(
                        new TransactionSettings(perIdTag, perGroup, Duration.ofMinutes(2), 2)),
                remoteControl,
                meterValues,
                quarantine,
                commands);
    }
}
