package io.mainspring.kit.requests;

import io.mainspring.contracts.Request;
import io.mainspring.ocpp.v16.action.OcppRequest;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A CALL with its payload decoded.
 *
 * @param record as it came from Kafka; its partition and offset identify it for good
 */
public record IncomingRequest(
        Request envelope, OcppRequest<?> message, ConsumerRecord<String, byte[]> record) {

    public String chargePointId() {
        return envelope.chargePointId();
    }

    public int partition() {
        return record.partition();
    }

    public long offset() {
        return record.offset();
    }
}
