package io.mainspring.transaction.lifecycle;

import io.mainspring.kit.requests.RequestPolls;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Start, stop and meter values of charge points, in the order on the wire. */
@Component
class TransactionRequests {

    private final RequestPolls polls;
    private final Decisions decisions;

    TransactionRequests(RequestPolls polls, Decisions decisions) {
        this.polls = polls;
        this.decisions = decisions;
    }

    @KafkaListener(id = "transaction-requests", topics = "ocpp.requests.transaction")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.handle(poll, decisions);
    }
}
