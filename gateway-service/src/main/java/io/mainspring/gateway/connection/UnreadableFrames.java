package io.mainspring.gateway.connection;

import io.mainspring.contracts.Header;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.Topic;
import io.mainspring.gateway.pipe.UnreadableFrame;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A frame that nobody can read, on its way to the dead letters of its owner's requests, from where
 * transaction-service takes it into its quarantine. The value is the frame's text, unlike that of
 * the other records there.
 */
final class UnreadableFrames {

    private UnreadableFrames() {}

    static ProducerRecord<String, byte[]> toRecord(UnreadableFrame frame) {
        var action = frame.frame().action();
        var record =
                new ProducerRecord<>(
                        Topic.requests(Owner.of(action)).deadLetters().name(),
                        frame.chargePointId(),
                        frame.frame().text());
        var headers = record.headers();
        Header.MESSAGE_TYPE.write(headers, "unreadable-frame");
        Header.OCPP_ACTION.write(headers, action.wireName());
        Header.OCPP_ERROR_CODE.write(headers, frame.code().wireName());
        Header.OCPP_ERROR_DESCRIPTION.write(headers, frame.description());
        Header.OCCURRED_AT.write(headers, frame.receivedAt());
        return record;
    }
}
