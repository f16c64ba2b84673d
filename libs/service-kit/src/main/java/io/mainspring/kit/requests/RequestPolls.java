package io.mainspring.kit.requests;

import io.mainspring.contracts.Delivery;
import io.mainspring.contracts.Request;
import io.mainspring.contracts.UnreadableRecord;
import io.mainspring.kit.polls.Acknowledged;
import io.mainspring.kit.polls.DeadLetters;
import io.mainspring.kit.polls.IsolatedPolls;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.codec.OcppViolation;
import io.mainspring.ocpp.v16.action.OcppResponse;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Takes a poll of CALLs through its owner: decode, handle in one transaction, commit, then reply.
 * The caller's Kafka offsets are committed after that, so a crash repeats work but loses no answer.
 *
 * <p>What cannot be handled even alone goes to the dead letters and is answered {@code
 * InternalError}.
 */
public final class RequestPolls {

    private final IsolatedPolls polls;
    private final KafkaTemplate<String, byte[]> kafka;
    private final DeadLetters deadLetters;
    private final OcppCodec codec = OcppCodec.tolerant();

    public RequestPolls(
            IsolatedPolls polls, KafkaTemplate<String, byte[]> kafka, DeadLetters deadLetters) {
        this.polls = polls;
        this.kafka = kafka;
        this.deadLetters = deadLetters;
    }

    /**
     * Returns when everything is committed and every reply is held by the broker.
     *
     * @throws RuntimeException if the database or the broker is away; the poll is to be tried again
     */
    public void handle(List<ConsumerRecord<String, byte[]>> poll, RequestHandler handler) {
        var requests = new ArrayList<IncomingRequest>(poll.size());
        var deliveries = new ArrayList<ProducerRecord<String, byte[]>>(poll.size());
        for (var record : poll) {
            read(record, requests, deliveries);
        }
        polls.run(
                        requests,
                        part -> {
                            var replies = new Committed(codec, part.size());
                            handler.handle(part, replies);
                            return replies;
                        },
                        (request, failure) -> {
                            deadLetters.bury(request.record(), failure);
                            deliveries.add(internalError(request.envelope()));
                        })
                .forEach(replies -> deliveries.addAll(replies.records));
        Acknowledged.send(kafka, deliveries);
    }

    private void read(
            ConsumerRecord<String, byte[]> record,
            List<IncomingRequest> requests,
            List<ProducerRecord<String, byte[]>> deliveries) {
        Request envelope;
        try {
            envelope = Request.from(record);
        } catch (UnreadableRecord e) {
            deadLetters.bury(record, e);
            return;
        }
        try {
            var message = codec.decode(envelope.action().request(), envelope.payload()).message();
            requests.add(new IncomingRequest(envelope, message, record));
        } catch (OcppViolation e) {
            deadLetters.bury(record, e);
            deliveries.add(internalError(envelope));
        }
    }

    private static ProducerRecord<String, byte[]> internalError(Request request) {
        return new Delivery.Refusal(
                        request.chargePointId(),
                        request.returnAddress(),
                        request.uniqueId(),
                        OcppErrorCode.INTERNAL_ERROR.wireName(),
                        "")
                .toRecord();
    }

    /** The replies of one transaction. */
    private static final class Committed implements Replies {

        private final OcppCodec codec;
        private final List<ProducerRecord<String, byte[]>> records;

        Committed(OcppCodec codec, int expected) {
            this.codec = codec;
            this.records = new ArrayList<>(expected);
        }

        @Override
        public void answer(IncomingRequest to, OcppResponse response) {
            var request = to.envelope();
            records.add(
                    new Delivery.Reply(
                                    request.chargePointId(),
                                    request.returnAddress(),
                                    request.uniqueId(),
                                    codec.encode(response))
                            .toRecord());
        }

        @Override
        public void refuse(IncomingRequest to, OcppErrorCode code, String description) {
            var request = to.envelope();
            records.add(
                    new Delivery.Refusal(
                                    request.chargePointId(),
                                    request.returnAddress(),
                                    request.uniqueId(),
                                    code.wireName(),
                                    description)
                            .toRecord());
        }
    }
}
