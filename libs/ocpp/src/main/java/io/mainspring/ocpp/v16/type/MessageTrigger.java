package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.WireName;

/** What TriggerMessage asks for. OCPP 1.6 §7.32. */
public enum MessageTrigger implements WireName {
    BOOT_NOTIFICATION("BootNotification", Action.BOOT_NOTIFICATION),
    DIAGNOSTICS_STATUS_NOTIFICATION(
            "DiagnosticsStatusNotification", Action.DIAGNOSTICS_STATUS_NOTIFICATION),
    FIRMWARE_STATUS_NOTIFICATION("FirmwareStatusNotification", Action.FIRMWARE_STATUS_NOTIFICATION),
    HEARTBEAT("Heartbeat", Action.HEARTBEAT),
    METER_VALUES("MeterValues", Action.METER_VALUES),
    STATUS_NOTIFICATION("StatusNotification", Action.STATUS_NOTIFICATION);

    private final String wireName;
    private final Action action;

    MessageTrigger(String wireName, Action action) {
        this.wireName = wireName;
        this.action = action;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** The message that the charge point is asked to send. */
    public Action action() {
        return action;
    }
}
