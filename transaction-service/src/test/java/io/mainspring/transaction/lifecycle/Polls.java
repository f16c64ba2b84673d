package io.mainspring.transaction.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.Request;
import io.mainspring.contracts.ReturnAddress;
import io.mainspring.kit.polls.IsolatedPolls;
import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.kit.requests.IncomingRequest;
import io.mainspring.kit.requests.Replies;
import io.mainspring.kit.requests.RequestHandler;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.action.OcppResponse;
import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.ocpp.v16.action.StopTransaction;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.StopReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Polls as Kafka would deliver them, on a partition of their own, handed to the deciding side in
 * one transaction each.
 */
final class Polls {

    private static final AtomicInteger PARTITIONS = new AtomicInteger(1_000);

    private final PollTransaction transaction;
    private final RequestHandler handler;
    private final int partition = PARTITIONS.incrementAndGet();
    private final AtomicLong offsets = new AtomicLong();
    private final OcppCodec codec = OcppCodec.tolerant();

    Polls(PollTransaction transaction, RequestHandler handler) {
        this.transaction = transaction;
        this.handler = handler;
    }

    /** The next record of the partition, received right now. */
    IncomingRequest record(String chargePointId, OcppRequest<?> message) {
        return record(chargePointId, message, Instant.now());
    }

    IncomingRequest record(String chargePointId, OcppRequest<?> message, Instant receivedAt) {
        return record(chargePointId, Action.of(message), codec.encode(message), receivedAt);
    }

    /** The next record of the partition, with a payload as a charge point wrote it. */
    IncomingRequest record(String chargePointId, Action action, String payload) {
        return record(chargePointId, action, payload.getBytes(UTF_8), Instant.now());
    }

    private IncomingRequest record(
            String chargePointId, Action action, byte[] payload, Instant receivedAt) {
        var decoded = codec.decode(action.request(), payload);
        var envelope =
                new Request(
                        chargePointId,
                        UUID.randomUUID(),
                        action,
                        "m-" + offsets.get(),
                        new ReturnAddress(0, 1),
                        receivedAt,
                        List.of(),
                        decoded.payload());
        var sent = envelope.toRecord();
        return new IncomingRequest(
                envelope,
                decoded.message(),
                new ConsumerRecord<>(
                        sent.topic(),
                        partition,
                        offsets.getAndIncrement(),
                        receivedAt.toEpochMilli(),
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        sent.key(),
                        sent.value(),
                        new RecordHeaders(sent.headers()),
                        Optional.empty()));
    }

    /** Handles a poll; returns its answers in the order of the requests, null where there is none. */
    List<@Nullable OcppResponse> handle(IncomingRequest... poll) {
        return handle(List.of(poll));
    }

    List<@Nullable OcppResponse> handle(List<IncomingRequest> poll) {
        var answers = new Answers();
        transaction.execute(() -> {
            handler.handle(poll, answers);
            return poll.size();
        });
        var inOrder = new ArrayList<@Nullable OcppResponse>();
        poll.forEach(request -> inOrder.add(answers.given.get(request)));
        return inOrder;
    }

    /** As the service's listener does it: where the poll as a whole fails, record by record. */
    List<@Nullable OcppResponse> handleIsolated(List<IncomingRequest> poll) {
        var answers = new Answers();
        new IsolatedPolls(transaction)
                .run(
                        poll,
                        part -> {
                            handler.handle(part, answers);
                            return part.size();
                        },
                        (request, failure) -> {
                            throw new AssertionError("poison: " + request.message(), failure);
                        });
        var inOrder = new ArrayList<@Nullable OcppResponse>();
        poll.forEach(request -> inOrder.add(answers.given.get(request)));
        return inOrder;
    }

    /** A poll of one start. */
    StartTransaction.Response start(String chargePointId, StartTransaction.Request start) {
        return (StartTransaction.Response) only(handle(record(chargePointId, start)));
    }

    /** A poll of one stop. */
    StopTransaction.Response stop(String chargePointId, StopTransaction.Request stop) {
        return (StopTransaction.Response) only(handle(record(chargePointId, stop)));
    }

    private static OcppResponse only(List<@Nullable OcppResponse> answers) {
        var answer = answers.getFirst();
        if (answer == null) {
            throw new AssertionError("no answer");
        }
        return answer;
    }

    static StartTransaction.Request aStart(
            int connectorId, String idTag, int meterStart, Instant at) {
        return new StartTransaction.Request(connectorId, new IdToken(idTag), meterStart, null, at);
    }

    static StopTransaction.Request aStop(int transactionId, int meterStop, Instant at) {
        return new StopTransaction.Request(
                null, meterStop, at, transactionId, StopReason.LOCAL, null);
    }

    static StopTransaction.Request aStopBy(
            String idTag, int transactionId, int meterStop, Instant at) {
        return new StopTransaction.Request(
                new IdToken(idTag), meterStop, at, transactionId, StopReason.LOCAL, null);
    }

    static List<Integer> ids(List<@Nullable OcppResponse> answers) {
        return answers.stream()
                .map(answer ->
                        answer instanceof StartTransaction.Response start
                                ? start.transactionId()
                                : -1)
                .toList();
    }

    private static final class Answers implements Replies {

        private final IdentityHashMap<IncomingRequest, OcppResponse> given =
                new IdentityHashMap<>();

        @Override
        public void answer(IncomingRequest to, OcppResponse response) {
            given.put(to, response);
        }

        @Override
        public void refuse(IncomingRequest to, OcppErrorCode code, String description) {
            throw new AssertionError(code + " " + description);
        }
    }
}
