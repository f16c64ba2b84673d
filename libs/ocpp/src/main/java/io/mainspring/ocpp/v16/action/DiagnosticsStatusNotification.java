package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.type.DiagnosticsStatus;

/**
 * Charge point -> central system. OCPP 1.6 §4.4.
 *
 * <p>Progress of an upload of diagnostics; {@code Idle} only as the answer to a TriggerMessage. It
 * carries no id: it belongs to the latest GetDiagnostics.
 */
public interface DiagnosticsStatusNotification {

    record Request(DiagnosticsStatus status) implements OcppRequest<Response> {}

    record Response() implements OcppResponse {}
}
