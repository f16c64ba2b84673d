package io.mainspring.contracts;

import io.mainspring.ocpp.v16.Action;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** What all envelopes read in the same way. */
final class Envelopes {

    private Envelopes() {}

    static String key(ConsumerRecord<String, ?> record) {
        if (record.key() == null) {
            throw new UnreadableRecord("record has no key");
        }
        return record.key();
    }

    static UUID uuid(Header header, Headers headers) {
        var value = header.require(headers);
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecord("header " + header.wireName() + " is no UUID: " + value, e);
        }
    }

    static Action action(Headers headers) {
        var name = Header.OCPP_ACTION.require(headers);
        return Action.named(name)
                .orElseThrow(() -> new UnreadableRecord("no OCPP 1.6 action: " + name));
    }

    static ReturnAddress returnAddress(Headers headers) {
        return new ReturnAddress(
                Math.toIntExact(Header.REPLY_TO.requireLong(headers)),
                Header.CONNECTION_EPOCH.requireLong(headers));
    }
}
