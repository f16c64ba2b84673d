package io.mainspring.ocpp.table;

/** Which of an action's two payloads. */
public enum PayloadKind {
    REQUEST,
    RESPONSE
}
