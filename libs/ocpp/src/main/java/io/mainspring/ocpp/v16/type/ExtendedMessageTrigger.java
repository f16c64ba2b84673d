package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.WireName;

/** What ExtendedTriggerMessage asks for. Security whitepaper §6. */
public enum ExtendedMessageTrigger implements WireName {
    BOOT_NOTIFICATION("BootNotification", Action.BOOT_NOTIFICATION),
    LOG_STATUS_NOTIFICATION("LogStatusNotification", Action.LOG_STATUS_NOTIFICATION),
    FIRMWARE_STATUS_NOTIFICATION(
            "FirmwareStatusNotification", Action.SIGNED_FIRMWARE_STATUS_NOTIFICATION),
    HEARTBEAT("Heartbeat", Action.HEARTBEAT),
    METER_VALUES("MeterValues", Action.METER_VALUES),
    SIGN_CHARGE_POINT_CERTIFICATE("SignChargePointCertificate", Action.SIGN_CERTIFICATE),
    STATUS_NOTIFICATION("StatusNotification", Action.STATUS_NOTIFICATION);

    private final String wireName;
    private final Action action;

    ExtendedMessageTrigger(String wireName, Action action) {
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
