package io.mainspring.simulator.scripted;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.frame.Frame;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.action.OcppResponse;
import io.mainspring.simulator.wire.Link;

/**
 * A request of the central system that waits for its answer. Not to answer it is allowed: then the central system must
 * cope.
 */
public final class Asked<R extends OcppResponse, T extends OcppRequest<R>> {

    private static final byte[] NO_DETAILS = {'{', '}'};

    private final Link link;
    private final String uniqueId;
    private final T request;

    Asked(Link link, String uniqueId, T request) {
        this.link = link;
        this.uniqueId = uniqueId;
        this.request = request;
    }

    public T request() {
        return request;
    }

    public String uniqueId() {
        return uniqueId;
    }

    public void answer(R response) {
        link.send(new Frame.CallResult(uniqueId, OcppCodec.strict().encode(response)));
    }

    /** Answers with a CALLRESULT whose payload is this text, fitting or not. */
    public void answerRaw(String payload) {
        link.send(new Frame.CallResult(uniqueId, payload.getBytes(UTF_8)));
    }

    public void refuse(OcppErrorCode code, String description) {
        link.send(new Frame.CallError(uniqueId, code.wireName(), description, NO_DETAILS));
    }
}
