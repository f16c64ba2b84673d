package io.mainspring.ocpp.v16;

import io.mainspring.ocpp.v16.action.Authorize;
import io.mainspring.ocpp.v16.action.BootNotification;
import io.mainspring.ocpp.v16.action.CancelReservation;
import io.mainspring.ocpp.v16.action.CertificateSigned;
import io.mainspring.ocpp.v16.action.ChangeAvailability;
import io.mainspring.ocpp.v16.action.ChangeConfiguration;
import io.mainspring.ocpp.v16.action.ClearCache;
import io.mainspring.ocpp.v16.action.ClearChargingProfile;
import io.mainspring.ocpp.v16.action.DataTransfer;
import io.mainspring.ocpp.v16.action.DeleteCertificate;
import io.mainspring.ocpp.v16.action.DiagnosticsStatusNotification;
import io.mainspring.ocpp.v16.action.ExtendedTriggerMessage;
import io.mainspring.ocpp.v16.action.FirmwareStatusNotification;
import io.mainspring.ocpp.v16.action.GetCompositeSchedule;
import io.mainspring.ocpp.v16.action.GetConfiguration;
import io.mainspring.ocpp.v16.action.GetDiagnostics;
import io.mainspring.ocpp.v16.action.GetInstalledCertificateIds;
import io.mainspring.ocpp.v16.action.GetLocalListVersion;
import io.mainspring.ocpp.v16.action.GetLog;
import io.mainspring.ocpp.v16.action.Heartbeat;
import io.mainspring.ocpp.v16.action.InstallCertificate;
import io.mainspring.ocpp.v16.action.LogStatusNotification;
import io.mainspring.ocpp.v16.action.MeterValues;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.action.OcppResponse;
import io.mainspring.ocpp.v16.action.RemoteStartTransaction;
import io.mainspring.ocpp.v16.action.RemoteStopTransaction;
import io.mainspring.ocpp.v16.action.ReserveNow;
import io.mainspring.ocpp.v16.action.Reset;
import io.mainspring.ocpp.v16.action.SecurityEventNotification;
import io.mainspring.ocpp.v16.action.SendLocalList;
import io.mainspring.ocpp.v16.action.SetChargingProfile;
import io.mainspring.ocpp.v16.action.SignCertificate;
import io.mainspring.ocpp.v16.action.SignedFirmwareStatusNotification;
import io.mainspring.ocpp.v16.action.SignedUpdateFirmware;
import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.ocpp.v16.action.StatusNotification;
import io.mainspring.ocpp.v16.action.StopTransaction;
import io.mainspring.ocpp.v16.action.TriggerMessage;
import io.mainspring.ocpp.v16.action.UnlockConnector;
import io.mainspring.ocpp.v16.action.UpdateFirmware;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The catalogue: every action of OCPP 1.6 and of its security whitepaper, its two payloads, its
 * feature profile and who may send it. A request paired with a wrong response does not compile.
 */
public enum Action {
    AUTHORIZE(
            Authorize.Request.class,
            Authorize.Response.class,
            FeatureProfile.CORE,
            Origin.CHARGE_POINT),
    BOOT_NOTIFICATION(
            BootNotification.Request.class,
            BootNotification.Response.class,
            FeatureProfile.CORE,
            Origin.CHARGE_POINT),
    CHANGE_AVAILABILITY(
            ChangeAvailability.Request.class,
            ChangeAvailability.Response.class,
            FeatureProfile.CORE,
            Origin.CENTRAL_SYSTEM),
    CHANGE_CONFIGURATION(
            ChangeConfiguration.Request.class,
            ChangeConfiguration.Response.class,
            FeatureProfile.CORE,
            Origin.CENTRAL_SYSTEM),
    CLEAR_CACHE(
            ClearCache.Request.class,
            ClearCache.Response.class,
            FeatureProfile.CORE,
            Origin.CENTRAL_SYSTEM),
    DATA_TRANSFER(
            DataTransfer.Request.class,
            DataTransfer.Response.class,
            FeatureProfile.CORE,
            Origin.CHARGE_POINT,
            Origin.CENTRAL_SYSTEM),
    GET_CONFIGURATION(
            GetConfiguration.Request.class,
            GetConfiguration.Response.class,
            FeatureProfile.CORE,
            Origin.CENTRAL_SYSTEM),
    HEARTBEAT(
            Heartbeat.Request.class,
            Heartbeat.Response.class,
            FeatureProfile.CORE,
            Origin.CHARGE_POINT),
    METER_VALUES(
            MeterValues.Request.class,
            MeterValues.Response.class,
            FeatureProfile.CORE,
            Origin.CHARGE_POINT),
    REMOTE_START_TRANSACTION(
            RemoteStartTransaction.Request.class,
            RemoteStartTransaction.Response.class,
            FeatureProfile.CORE,
            Origin.CENTRAL_SYSTEM),
    REMOTE_STOP_TRANSACTION(
            RemoteStopTransaction.Request.class,
            RemoteStopTransaction.Response.class,
            FeatureProfile.CORE,
            Origin.CENTRAL_SYSTEM),
    RESET(Reset.Request.class, Reset.Response.class, FeatureProfile.CORE, Origin.CENTRAL_SYSTEM),
    START_TRANSACTION(
            StartTransaction.Request.class,
            StartTransaction.Response.class,
            FeatureProfile.CORE,
            Origin.CHARGE_POINT),
    STATUS_NOTIFICATION(
            StatusNotification.Request.class,
            StatusNotification.Response.class,
            FeatureProfile.CORE,
            Origin.CHARGE_POINT),
    STOP_TRANSACTION(
            StopTransaction.Request.class,
            StopTransaction.Response.class,
            FeatureProfile.CORE,
            Origin.CHARGE_POINT),
    UNLOCK_CONNECTOR(
            UnlockConnector.Request.class,
            UnlockConnector.Response.class,
            FeatureProfile.CORE,
            Origin.CENTRAL_SYSTEM),
    GET_DIAGNOSTICS(
            GetDiagnostics.Request.class,
            GetDiagnostics.Response.class,
            FeatureProfile.FIRMWARE_MANAGEMENT,
            Origin.CENTRAL_SYSTEM),
    DIAGNOSTICS_STATUS_NOTIFICATION(
            DiagnosticsStatusNotification.Request.class,
            DiagnosticsStatusNotification.Response.class,
            FeatureProfile.FIRMWARE_MANAGEMENT,
            Origin.CHARGE_POINT),
    FIRMWARE_STATUS_NOTIFICATION(
            FirmwareStatusNotification.Request.class,
            FirmwareStatusNotification.Response.class,
            FeatureProfile.FIRMWARE_MANAGEMENT,
            Origin.CHARGE_POINT),
    UPDATE_FIRMWARE(
            UpdateFirmware.Request.class,
            UpdateFirmware.Response.class,
            FeatureProfile.FIRMWARE_MANAGEMENT,
            Origin.CENTRAL_SYSTEM),
    GET_LOCAL_LIST_VERSION(
            GetLocalListVersion.Request.class,
            GetLocalListVersion.Response.class,
            FeatureProfile.LOCAL_AUTH_LIST_MANAGEMENT,
            Origin.CENTRAL_SYSTEM),
    SEND_LOCAL_LIST(
            SendLocalList.Request.class,
            SendLocalList.Response.class,
            FeatureProfile.LOCAL_AUTH_LIST_MANAGEMENT,
            Origin.CENTRAL_SYSTEM),
    CANCEL_RESERVATION(
            CancelReservation.Request.class,
            CancelReservation.Response.class,
            FeatureProfile.RESERVATION,
            Origin.CENTRAL_SYSTEM),
    RESERVE_NOW(
            ReserveNow.Request.class,
            ReserveNow.Response.class,
            FeatureProfile.RESERVATION,
            Origin.CENTRAL_SYSTEM),
    CLEAR_CHARGING_PROFILE(
            ClearChargingProfile.Request.class,
            ClearChargingProfile.Response.class,
            FeatureProfile.SMART_CHARGING,
            Origin.CENTRAL_SYSTEM),
    GET_COMPOSITE_SCHEDULE(
            GetCompositeSchedule.Request.class,
            GetCompositeSchedule.Response.class,
            FeatureProfile.SMART_CHARGING,
            Origin.CENTRAL_SYSTEM),
    SET_CHARGING_PROFILE(
            SetChargingProfile.Request.class,
            SetChargingProfile.Response.class,
            FeatureProfile.SMART_CHARGING,
            Origin.CENTRAL_SYSTEM),
    TRIGGER_MESSAGE(
            TriggerMessage.Request.class,
            TriggerMessage.Response.class,
            FeatureProfile.REMOTE_TRIGGER,
            Origin.CENTRAL_SYSTEM),
    CERTIFICATE_SIGNED(
            CertificateSigned.Request.class,
            CertificateSigned.Response.class,
            FeatureProfile.SECURITY,
            Origin.CENTRAL_SYSTEM),
    DELETE_CERTIFICATE(
            DeleteCertificate.Request.class,
            DeleteCertificate.Response.class,
            FeatureProfile.SECURITY,
            Origin.CENTRAL_SYSTEM),
    EXTENDED_TRIGGER_MESSAGE(
            ExtendedTriggerMessage.Request.class,
            ExtendedTriggerMessage.Response.class,
            FeatureProfile.SECURITY,
            Origin.CENTRAL_SYSTEM),
    GET_INSTALLED_CERTIFICATE_IDS(
            GetInstalledCertificateIds.Request.class,
            GetInstalledCertificateIds.Response.class,
            FeatureProfile.SECURITY,
            Origin.CENTRAL_SYSTEM),
    GET_LOG(
            GetLog.Request.class,
            GetLog.Response.class,
            FeatureProfile.SECURITY,
            Origin.CENTRAL_SYSTEM),
    INSTALL_CERTIFICATE(
            InstallCertificate.Request.class,
            InstallCertificate.Response.class,
            FeatureProfile.SECURITY,
            Origin.CENTRAL_SYSTEM),
    LOG_STATUS_NOTIFICATION(
            LogStatusNotification.Request.class,
            LogStatusNotification.Response.class,
            FeatureProfile.SECURITY,
            Origin.CHARGE_POINT),
    SECURITY_EVENT_NOTIFICATION(
            SecurityEventNotification.Request.class,
            SecurityEventNotification.Response.class,
            FeatureProfile.SECURITY,
            Origin.CHARGE_POINT),
    SIGN_CERTIFICATE(
            SignCertificate.Request.class,
            SignCertificate.Response.class,
            FeatureProfile.SECURITY,
            Origin.CHARGE_POINT),
    SIGNED_FIRMWARE_STATUS_NOTIFICATION(
            SignedFirmwareStatusNotification.Request.class,
            SignedFirmwareStatusNotification.Response.class,
            FeatureProfile.SECURITY,
            Origin.CHARGE_POINT),
    SIGNED_UPDATE_FIRMWARE(
            SignedUpdateFirmware.Request.class,
            SignedUpdateFirmware.Response.class,
            FeatureProfile.SECURITY,
            Origin.CENTRAL_SYSTEM);

    private static final Map<String, Action> BY_WIRE_NAME =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(Action::wireName, Function.identity()));
    private static final Map<Class<?>, Action> BY_REQUEST =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(Action::request, Function.identity()));

    private final Class<? extends OcppRequest<?>> request;
    private final Class<? extends OcppResponse> response;
    private final FeatureProfile profile;
    private final boolean fromChargePoint;
    private final boolean fromCentralSystem;
    private final String wireName;

    <R extends OcppResponse> Action(
            Class<? extends OcppRequest<R>> request,
            Class<R> response,
            FeatureProfile profile,
            Origin... origins) {
        this.request = request;
        this.response = response;
        this.profile = profile;
        this.fromChargePoint = List.of(origins).contains(Origin.CHARGE_POINT);
        this.fromCentralSystem = List.of(origins).contains(Origin.CENTRAL_SYSTEM);
        this.wireName = request.getEnclosingClass().getSimpleName();
    }

    /** The action of that name; names are case-sensitive on the wire. */
    public static Optional<Action> named(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }

    /** The action that a request belongs to. */
    public static Action of(OcppRequest<?> request) {
        var action = BY_REQUEST.get(request.getClass());
        if (action == null) {
            throw new AssertionError("not in the catalogue: " + request.getClass());
        }
        return action;
    }

    /** As in a CALL's third element, for example {@code StartTransaction}. */
    public String wireName() {
        return wireName;
    }

    public Class<? extends OcppRequest<?>> request() {
        return request;
    }

    public Class<? extends OcppResponse> response() {
        return response;
    }

    public FeatureProfile profile() {
        return profile;
    }

    /** Whether that side may send it as a CALL; both may for DataTransfer only. */
    public boolean comesFrom(Origin side) {
        return switch (side) {
            case CHARGE_POINT -> fromChargePoint;
            case CENTRAL_SYSTEM -> fromCentralSystem;
        };
    }
}
