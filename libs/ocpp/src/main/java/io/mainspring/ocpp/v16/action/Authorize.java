package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.ocpp.v16.type.IdToken;

/**
 * Charge point -> central system. OCPP 1.6 §4.1.
 *
 * <p>Asks whether an identifier may charge, or may stop what another one started. The charge point
 * must not deliver energy before the identifier is authorized, and waits for the answer with a
 * driver in front of it.
 */
public interface Authorize {

    record Request(IdToken idTag) implements OcppRequest<Response> {}

    /**
     * The whole answer is {@code idTagInfo.status}. {@code ConcurrentTx} is an answer to
     * StartTransaction only.
     */
    record Response(IdTagInfo idTagInfo) implements OcppResponse {}
}
