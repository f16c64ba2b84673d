package io.mainspring.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The headers of internal records. Values are UTF-8 text; instants are RFC 3339 in UTC. */
public enum Header {
    /** UUIDv7 of this record; a call's is the command id that operators see. */
    MESSAGE_ID,
    /** What the record is, such as {@code request} or {@code delivery.reply}. */
    MESSAGE_TYPE,
    /** The {@link #MESSAGE_ID} of the record that this one answers. */
    CAUSATION_ID,
    /** Unique id of the frame on the wire; no business key: charge points reuse them. */
    OCPP_UNIQUE_ID,
    /** Action name as on the wire. */
    OCPP_ACTION,
    /** CALLERROR code as on the wire; its presence makes a reply or result an error. */
    OCPP_ERROR_CODE,
    /** CALLERROR description. */
    OCPP_ERROR_DESCRIPTION,
    /** Names of the repairs that tolerant reading needed, comma separated. */
    OCPP_REPAIRS,
    /** Generation of the accepted WebSocket: a later one of the same charge point is greater. */
    CONNECTION_EPOCH,
    /** Where the answer goes: a partition of {@link Topic#DELIVERIES}, or an owner's name. */
    REPLY_TO,
    /** When the frame was received or the call was asked for. */
    OCCURRED_AT,
    /** After this instant the record must have no effect any more. */
    EXPIRES_AT,
    /** {@code true}: the call may wait for an absent charge point until it expires. */
    WAIT_FOR_ONLINE,
    /** Who asked for a call, as operators know them. */
    REQUESTED_BY,
    /** W3C trace context. */
    TRACEPARENT;

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String wireName() {
        return wireName;
    }

    /** Adds this header, unless the value is null. */
    public void write(Headers headers, @Nullable Object value) {
        if (value != null) {
            headers.add(wireName, value.toString().getBytes(UTF_8));
        }
    }

    /** The last value of this header, or null. */
    public @Nullable String read(Headers headers) {
        var header = headers.lastHeader(wireName);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    /**
     * The last value of this header.
     *
     * @throws UnreadableRecord if it is absent
     */
    public String require(Headers headers) {
        var value = read(headers);
        if (value == null) {
            throw new UnreadableRecord("header " + wireName + " is missing");
        }
        return value;
    }

    /**
     * The last value of this header as an instant.
     *
     * @throws UnreadableRecord if it is absent or no instant
     */
    public Instant requireInstant(Headers headers) {
        var value = require(headers);
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw new UnreadableRecord("header " + wireName + " is no instant: " + value, e);
        }
    }

    /**
     * The last value of this header as a whole number.
     *
     * @throws UnreadableRecord if it is absent or no number
     */
    public long requireLong(Headers headers) {
        var value = require(headers);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new UnreadableRecord("header " + wireName + " is no number: " + value, e);
        }
    }
}
