package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.type.ClearCacheStatus;

/**
 * Central system -> charge point. OCPP 1.6 §5.4.
 *
 * <p>Empties the authorization cache. A charge point without a cache answers {@code Rejected}.
 */
public interface ClearCache {

    record Request() implements OcppRequest<Response> {}

    record Response(ClearCacheStatus status) implements OcppResponse {}
}
