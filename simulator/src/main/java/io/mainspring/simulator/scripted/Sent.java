package io.mainspring.simulator.scripted;

import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.frame.Frame;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.OcppResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A CALL that is under way. */
public final class Sent<R extends OcppResponse> {

    private final Action action;
    private final String uniqueId;
    private final CompletableFuture<Frame> answer;
    private final CompletableFuture<Duration> took;

    Sent(
            Action action,
            String uniqueId,
            CompletableFuture<Frame> answer,
            CompletableFuture<Duration> took) {
        this.action = action;
        this.uniqueId = uniqueId;
        this.answer = answer;
        this.took = took;
    }

    public String uniqueId() {
        return uniqueId;
    }

    /**
     * Waits for the CALLRESULT.
     *
     * @throws Refused if a CALLERROR comes
     * @throws io.mainspring.simulator.wire.CallUnanswered if nothing comes
     */
    @SuppressWarnings("unchecked") // the registry pairs requests with their responses
    public R await() {
        return switch (awaitFrame()) {
            case Frame.CallResult result ->
                    (R) OcppCodec.strict().decode(action.response(), result.payload()).message();
            case Frame.CallError error -> throw new Refused(action.wireName(), error);
            case Frame.Call call -> throw new IllegalStateException(call.toString());
        };
    }

    /** Waits for the answer, whichever it is. */
    public Frame awaitFrame() {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** How long the central system took; waits for the answer. */
    public Duration took() {
        return took.join();
    }
}
