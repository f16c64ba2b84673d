package io.mainspring.gateway.pipe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.ocpp.v16.Action;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction message that cannot be read: what was measured must not get lost, even if only a
 * person can make sense of it.
 *
 * @param text the whole frame as received
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to Kafka as it is, never compared
public record KeptFrame(Action action, byte[] text) {

    private static final List<Action> KEPT =
            List.of(Action.START_TRANSACTION, Action.STOP_TRANSACTION, Action.METER_VALUES);

    static @Nullable KeptFrame of(@Nullable Action action, byte[] text) {
        return action != null && KEPT.contains(action) ? new KeptFrame(action, text) : null;
    }

    /** For a text that is no frame: the first of those actions whose name stands in it. */
    static @Nullable KeptFrame lookingLikeOne(byte[] text) {
        var frame = new String(text, UTF_8);
        for (var action : KEPT) {
            if (frame.contains('"' + action.wireName() + '"')) {
                return new KeptFrame(action, text);
            }
        }
        return null;
    }
}
