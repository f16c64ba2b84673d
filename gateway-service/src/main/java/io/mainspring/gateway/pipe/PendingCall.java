package io.mainspring.gateway.pipe;

import io.mainspring.ocpp.codec.OcppErrorCode;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * A CALL that has not been answered yet.
 *
 * @param frame of the text as received: tells a repetition from another CALL with the same id
 * @param receivedNanos by the clock that never jumps
 */
record PendingCall(
        String uniqueId,
        Fingerprint frame,
        Instant receivedAt,
        long receivedNanos,
        CallReading reading) {

    /**
     * Enough to recognise a frame that was sent twice, without keeping it. Only ever compared
     * between frames of one socket that carry the same unique id.
     */
    record Fingerprint(long crc, int length) {

        static Fingerprint of(byte[] text) {
            var crc = new CRC32C();
            crc.update(text, 0, text.length);
            return new Fingerprint(crc.getValue(), text.length);
        }
    }

    boolean repeats(String otherUniqueId, Fingerprint otherFrame) {
        return frame.equals(otherFrame) && uniqueId.equals(otherUniqueId);
    }

    /**
     * The same id as an unanswered CALL, but other content: an error in its turn. Not for what was
     * measured, which is handled like any other CALL.
     */
    PendingCall refusedAsDuplicate() {
        return new PendingCall(
                uniqueId,
                frame,
                receivedAt,
                receivedNanos,
                new CallReading.Unfit(
                        reading.action(),
                        OcppErrorCode.PROTOCOL_ERROR,
                        "another CALL with this id is unanswered",
                        null,
                        CallOutcome.INVALID,
                        null));
    }
}
