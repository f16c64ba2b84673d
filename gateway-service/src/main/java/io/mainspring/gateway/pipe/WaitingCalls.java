package io.mainspring.gateway.pipe;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * CALLs behind the one in progress, in order. Nearly always empty and then without any memory:
 * charge points should wait for an answer before they send the next CALL, and most do.
 */
final class WaitingCalls {

    private @Nullable ArrayDeque<PendingCall> calls;
    private long bytes;

    /** False if there is no room. */
    boolean offer(PendingCall call, PipeSettings settings) {
        if (calls == null) {
            calls = new ArrayDeque<>(4);
        }
        if (calls.size() >= settings.waitingCalls()
                || bytes + call.frame().length() > settings.waitingBytes()) {
            return false;
        }
        bytes += call.frame().length();
        calls.add(call);
        return true;
    }

    @Nullable PendingCall poll() {
        if (calls == null) {
            return null;
        }
        var call = calls.poll();
        if (call == null) {
            calls = null;
        } else {
            bytes -= call.frame().length();
        }
        return call;
    }

    @Nullable PendingCall withId(String uniqueId) {
        if (calls != null) {
            for (var call : calls) {
                if (call.uniqueId().equals(uniqueId)) {
                    return call;
                }
            }
        }
        return null;
    }

    void clear() {
        calls = null;
        bytes = 0;
    }
}
