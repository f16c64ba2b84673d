package io.mainspring.gateway.pipe;

import io.mainspring.ocpp.v16.Action;

/** What a CALL's answer needs (docs/architecture.md, "Three ways for a frame"). */
enum Way {
    /** The time of day: answered on the spot. */
    CLOCK,
    /** That Kafka holds the fact: the answer is an empty object. */
    EVENT,
    /** A decision of its owner. */
    COMMAND,
    /** It is ours to send. */
    OUTWARD;

    static Way of(Action action) {
        return switch (action) {
            case HEARTBEAT -> CLOCK;
            case METER_VALUES,
                    STATUS_NOTIFICATION,
                    DIAGNOSTICS_STATUS_NOTIFICATION,
                    FIRMWARE_STATUS_NOTIFICATION,
                    LOG_STATUS_NOTIFICATION,
                    SECURITY_EVENT_NOTIFICATION,
                    SIGNED_FIRMWARE_STATUS_NOTIFICATION ->
                    EVENT;
            case AUTHORIZE,
                    BOOT_NOTIFICATION,
                    DATA_TRANSFER,
                    SIGN_CERTIFICATE,
                    START_TRANSACTION,
                    STOP_TRANSACTION ->
                    COMMAND;
            case CANCEL_RESERVATION,
                    CERTIFICATE_SIGNED,
                    CHANGE_AVAILABILITY,
                    CHANGE_CONFIGURATION,
                    CLEAR_CACHE,
                    CLEAR_CHARGING_PROFILE,
                    DELETE_CERTIFICATE,
                    EXTENDED_TRIGGER_MESSAGE,
                    GET_COMPOSITE_SCHEDULE,
                    GET_CONFIGURATION,
                    GET_DIAGNOSTICS,
                    GET_INSTALLED_CERTIFICATE_IDS,
                    GET_LOCAL_LIST_VERSION,
                    GET_LOG,
                    INSTALL_CERTIFICATE,
                    REMOTE_START_TRANSACTION,
                    REMOTE_STOP_TRANSACTION,
                    RESERVE_NOW,
                    RESET,
                    SEND_LOCAL_LIST,
                    SET_CHARGING_PROFILE,
                    SIGNED_UPDATE_FIRMWARE,
                    TRIGGER_MESSAGE,
                    UNLOCK_CONNECTOR,
                    UPDATE_FIRMWARE ->
                    OUTWARD;
        };
    }
}
