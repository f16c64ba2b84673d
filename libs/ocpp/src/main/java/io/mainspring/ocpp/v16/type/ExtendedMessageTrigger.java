package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** What ExtendedTriggerMessage asks for. Security whitepaper §6. */
public enum ExtendedMessageTrigger implements WireName {
    BOOT_NOTIFICATION("BootNotification"),
    LOG_STATUS_NOTIFICATION("LogStatusNotification"),
    FIRMWARE_STATUS_NOTIFICATION("FirmwareStatusNotification"),
    HEARTBEAT("Heartbeat"),
    METER_VALUES("MeterValues"),
    SIGN_CHARGE_POINT_CERTIFICATE("SignChargePointCertificate"),
    STATUS_NOTIFICATION("StatusNotification");

    private final String wireName;

    ExtendedMessageTrigger(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
