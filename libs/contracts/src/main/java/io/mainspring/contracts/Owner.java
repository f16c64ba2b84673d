package io.mainspring.contracts;

import io.mainspring.ocpp.v16.Action;
import java.util.Locale;

/** The service that decides about an action; its lower-case name is part of topic names. */
public enum Owner {
    CHARGEPOINT,
    AUTH,
    TRANSACTION,
    SMARTCHARGING,
    FIRMWARE,
    RESERVATION;

    /** The one service that handles an action, whichever side sends it. */
    public static Owner of(Action action) {
        return switch (action) {
            case BOOT_NOTIFICATION,
                    CHANGE_AVAILABILITY,
                    CHANGE_CONFIGURATION,
                    CLEAR_CACHE,
                    DATA_TRANSFER,
                    GET_CONFIGURATION,
                    HEARTBEAT,
                    RESET,
                    STATUS_NOTIFICATION,
                    UNLOCK_CONNECTOR,
                    TRIGGER_MESSAGE,
                    CERTIFICATE_SIGNED,
                    DELETE_CERTIFICATE,
                    EXTENDED_TRIGGER_MESSAGE,
                    GET_INSTALLED_CERTIFICATE_IDS,
                    INSTALL_CERTIFICATE,
                    SECURITY_EVENT_NOTIFICATION,
                    SIGN_CERTIFICATE ->
                    CHARGEPOINT;
            case AUTHORIZE, GET_LOCAL_LIST_VERSION, SEND_LOCAL_LIST -> AUTH;
            case METER_VALUES,
                    REMOTE_START_TRANSACTION,
                    REMOTE_STOP_TRANSACTION,
                    START_TRANSACTION,
                    STOP_TRANSACTION ->
                    TRANSACTION;
            case CLEAR_CHARGING_PROFILE, GET_COMPOSITE_SCHEDULE, SET_CHARGING_PROFILE ->
                    SMARTCHARGING;
            case GET_DIAGNOSTICS,
                    DIAGNOSTICS_STATUS_NOTIFICATION,
                    FIRMWARE_STATUS_NOTIFICATION,
                    UPDATE_FIRMWARE,
                    GET_LOG,
                    LOG_STATUS_NOTIFICATION,
                    SIGNED_FIRMWARE_STATUS_NOTIFICATION,
                    SIGNED_UPDATE_FIRMWARE ->
                    FIRMWARE;
            case CANCEL_RESERVATION, RESERVE_NOW -> RESERVATION;
        };
    }

    /** As it stands in topic names: {@code chargepoint}, {@code auth}, ... */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Owner named(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
