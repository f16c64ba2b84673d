package io.mainspring.transaction.quarantine;

import io.mainspring.contracts.Header;
import io.mainspring.contracts.UnreadableRecord;
import io.mainspring.kit.polls.IsolatedPolls;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * The dead letters of this service's requests: frames that the gateway could attribute to us but
 * not read, and requests whose handling failed.
 */
@Component
class UnreadableFrames {

    private static final Logger log = LoggerFactory.getLogger(UnreadableFrames.class);

    private final IsolatedPolls polls;
    private final Quarantine quarantine;

    UnreadableFrames(IsolatedPolls polls, Quarantine quarantine) {
        this.polls = polls;
        this.quarantine = quarantine;
    }

    @KafkaListener(
            id = "transaction-unreadable-frames",
            topics = "ocpp.requests.transaction.dlt",
            concurrency = "1")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.run(
                poll,
                part -> {
                    quarantine.add(part.stream().map(UnreadableFrames::read).toList());
                    return part.size();
                },
                (record, failure) ->
                        log.error(
                                "dead letter cannot be kept, it stays in its topic topic={}"
                                        + " partition={} offset={} chargePoint={}",
                                record.topic(),
                                record.partition(),
                                record.offset(),
                                record.key(),
                                failure));
    }

    private static Unattributed read(ConsumerRecord<String, byte[]> record) {
        var headers = record.headers();
        var description = Header.OCPP_ERROR_DESCRIPTION.read(headers);
        return new Unattributed(
                QuarantineReason.UNREADABLE,
                record.key() == null ? "" : record.key(),
                Header.OCPP_ACTION.read(headers),
                null,
                record.value() == null ? new byte[0] : record.value(),
                Header.OCPP_ERROR_CODE.read(headers),
                description == null ? deadLetterReason(headers) : description,
                occurredAt(record));
    }

    private static @Nullable String deadLetterReason(Headers headers) {
        var header = headers.lastHeader("dead-letter-reason");
        return header == null
                ? null
                : new String(header.value(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Instant occurredAt(ConsumerRecord<String, byte[]> record) {
        try {
            return Header.OCCURRED_AT.requireInstant(record.headers());
        } catch (UnreadableRecord e) {
            return Instant.ofEpochMilli(record.timestamp());
        }
    }
}
