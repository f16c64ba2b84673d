package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** What TriggerMessage asks for. OCPP 1.6 §7.32. */
public enum MessageTrigger implements WireName {
    BOOT_NOTIFICATION("BootNotification"),
    DIAGNOSTICS_STATUS_NOTIFICATION("DiagnosticsStatusNotification"),
    FIRMWARE_STATUS_NOTIFICATION("FirmwareStatusNotification"),
    HEARTBEAT("Heartbeat"),
    METER_VALUES("MeterValues"),
    STATUS_NOTIFICATION("StatusNotification");

    private final String wireName;

    MessageTrigger(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
