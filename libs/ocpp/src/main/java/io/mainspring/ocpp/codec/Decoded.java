package io.mainspring.ocpp.codec;

import java.util.List;

/**
 * A message and how it was read.
 *
 * @param payload the message as JSON: the very bytes that were read if no repair changed them. Read
 *     again by the codec that made it, it gives the same message
 * @param repairs what tolerant reading had to mend or to overlook, each rule once, in the order in
 *     which it was first needed; empty for a message that keeps to the specification
 */
public record Decoded<T>(T message, byte[] payload, List<Repair> repairs) {

    public Decoded {
        repairs = List.copyOf(repairs);
    }
}
