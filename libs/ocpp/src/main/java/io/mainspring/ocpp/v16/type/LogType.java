package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** Which log GetLog asks for. Security whitepaper §6. */
public enum LogType implements WireName {
    DIAGNOSTICS_LOG("DiagnosticsLog"),
    SECURITY_LOG("SecurityLog");

    private final String wireName;

    LogType(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
