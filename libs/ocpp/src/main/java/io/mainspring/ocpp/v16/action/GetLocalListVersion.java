package io.mainspring.ocpp.v16.action;

/**
 * Central system -> charge point. OCPP 1.6 §5.10.
 *
 * <p>Reads the version of the local authorization list.
 */
public interface GetLocalListVersion {

    record Request() implements OcppRequest<Response> {}

    /** 0 stands for an empty list, -1 for a charge point without local lists. */
    record Response(int listVersion) implements OcppResponse {}
}
