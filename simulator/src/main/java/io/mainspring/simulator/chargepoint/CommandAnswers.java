package io.mainspring.simulator.chargepoint;

import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.v16.Action;
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
import io.mainspring.ocpp.v16.type.Availability;
import io.mainspring.ocpp.v16.type.AvailabilityStatus;
import io.mainspring.ocpp.v16.type.CertificateSignedStatus;
import io.mainspring.ocpp.v16.type.ClearCacheStatus;
import io.mainspring.ocpp.v16.type.ConfigurationStatus;
import io.mainspring.ocpp.v16.type.DataTransferStatus;
import io.mainspring.ocpp.v16.type.RemoteStartStopStatus;
import io.mainspring.ocpp.v16.type.ResetStatus;
import io.mainspring.ocpp.v16.type.ResetType;
import io.mainspring.ocpp.v16.type.UnlockStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the charge point answers each request of the central system, and what it then does. */
@SuppressWarnings("FutureReturnValueIgnored") // failures reach the observer
final class CommandAnswers {

    /** The message of our own vendor id that comes back as it went. */
    private static final String ECHO = "Echo";

    /** The message that brings {@link Faults}. */
    private static final String FAULTS = "Faults";

    private final Setup setup;
    private final Configuration configuration;
    private final SecurityProfiles security;
    private final Charging charging;
    private final LocalAuthorization local;
    private final FirmwareUpdates firmware;
    private final Uploads uploads;
    private final Certificates certificates;
    private final Power power;
    private final Triggers triggers;
    private Faults faults = Faults.NONE;

    CommandAnswers(
            Setup setup,
            Configuration configuration,
            SecurityProfiles security,
            Charging charging,
            LocalAuthorization local,
            StatusBoard status,
            CallWindow window,
            FirmwareUpdates firmware,
            Uploads uploads,
            Certificates certificates,
            Power power) {
        this.setup = setup;
        this.configuration = configuration;
        this.security = security;
        this.charging = charging;
        this.local = local;
        this.firmware = firmware;
        this.uploads = uploads;
        this.certificates = certificates;
        this.power = power;
        this.triggers =
                new Triggers(charging, status, window, firmware, uploads, certificates, power);
    }

    /** What a command can do to the charge point as a whole. */
    interface Power {
        boolean isAccepted();

        void reset(ResetType type);

        void bootAgain();

        /** Drops the connection and dials with what is configured now. */
        void reconnect();
    }

    /** What goes wrong from now on; whatever went wrong before is repaired. */
    void suffer(Faults wished) {
        faults = wished;
        charging.suffer(wished);
    }

    Answer to(OcppRequest<?> request) {
        var wished = bringsFaults(request) ? null : faults.to(Action.of(request));
        return wished == null ? ordinary(request) : asWished(request, wished);
    }

    private boolean bringsFaults(OcppRequest<?> request) {
        return request instanceof DataTransfer.Request transfer
                && transfer.vendorId().equals(setup.vendor())
                && FAULTS.equals(transfer.messageId());
    }

    /** A certificate that is not good enough is a security event as well. */
    private Answer asWished(OcppRequest<?> request, Answer wished) {
        var isRejected = wished.summary().equals(CertificateSignedStatus.REJECTED.wireName());
        return switch (request) {
            case CertificateSigned.Request _ when isRejected -> certificates.refused();
            case InstallCertificate.Request r when isRejected -> certificates.refused(r);
            default -> wished;
        };
    }

    private Answer ordinary(OcppRequest<?> request) {
        return switch (request) {
            case RemoteStartTransaction.Request r -> remoteStart(r);
            case RemoteStopTransaction.Request r -> remoteStop(r);
            case Reset.Request r ->
                    Answer.of(
                            new Reset.Response(ResetStatus.ACCEPTED),
                            ResetStatus.ACCEPTED,
                            () -> power.reset(r.type()));
            case UnlockConnector.Request r -> unlock(r);
            case ChangeAvailability.Request r -> changeAvailability(r);
            case GetConfiguration.Request r -> getConfiguration(r);
            case ChangeConfiguration.Request r -> changeConfiguration(r);
            case ClearCache.Request _ -> {
                var result =
                        local.clearCache() ? ClearCacheStatus.ACCEPTED : ClearCacheStatus.REJECTED;
                yield Answer.of(new ClearCache.Response(result), result);
            }
            case DataTransfer.Request r -> dataTransfer(r);
            case TriggerMessage.Request r -> triggers.answer(r);
            case ExtendedTriggerMessage.Request r -> triggers.answer(r);
            case ReserveNow.Request r -> charging.reservations().reserve(r);
            case CancelReservation.Request r -> charging.reservations().cancel(r);
            case UpdateFirmware.Request r -> firmware.order(r);
            case SignedUpdateFirmware.Request r -> firmware.order(r);
            case GetDiagnostics.Request r -> uploads.order(r);
            case GetLog.Request r -> uploads.order(r);

            case GetLocalListVersion.Request _ -> {
                var version = local.listVersion();
                yield new Answer.Result(
                        new GetLocalListVersion.Response(version), "version " + version, () -> {});
            }
            case SendLocalList.Request r -> {
                var result = local.update(r);
                yield Answer.of(new SendLocalList.Response(result), result);
            }

            case SetChargingProfile.Request r -> {
                var response = charging.set(r);
                yield Answer.of(response, response.status(), charging::followLimits);
            }
            case ClearChargingProfile.Request r -> {
                var response = charging.clear(r);
                yield Answer.of(response, response.status(), charging::followLimits);
            }
            case GetCompositeSchedule.Request r -> {
                var response = charging.compositeSchedule(r);
                yield Answer.of(response, response.status());
            }

            case CertificateSigned.Request r -> certificates.signed(r);
            case DeleteCertificate.Request r -> certificates.delete(r);
            case GetInstalledCertificateIds.Request r -> certificates.list(r);
            case InstallCertificate.Request r -> certificates.install(r);

            case Authorize.Request _,
                    BootNotification.Request _,
                    DiagnosticsStatusNotification.Request _,
                    FirmwareStatusNotification.Request _,
                    Heartbeat.Request _,
                    LogStatusNotification.Request _,
                    MeterValues.Request _,
                    SecurityEventNotification.Request _,
                    SignCertificate.Request _,
                    SignedFirmwareStatusNotification.Request _,
                    StartTransaction.Request _,
                    StatusNotification.Request _,
                    StopTransaction.Request _ ->
                    new Answer.Refusal(OcppErrorCode.NOT_SUPPORTED, "for central systems only");
        };
    }

    private Answer remoteStart(RemoteStartTransaction.Request request) {
        var start =
                power.isAccepted()
                        ? charging.remoteStart(
                                request.connectorId(), request.idTag(), request.chargingProfile())
                        : Optional.<Runnable>empty();
        var result = accepted(start);
        return Answer.of(
                new RemoteStartTransaction.Response(result), result, start.orElse(() -> {}));
    }

    private Answer remoteStop(RemoteStopTransaction.Request request) {
        var stop =
                power.isAccepted()
                        ? charging.remoteStop(request.transactionId())
                        : Optional.<Runnable>empty();
        var result = accepted(stop);
        return Answer.of(new RemoteStopTransaction.Response(result), result, stop.orElse(() -> {}));
    }

    private static RemoteStartStopStatus accepted(Optional<Runnable> doable) {
        return doable.isPresent() ? RemoteStartStopStatus.ACCEPTED : RemoteStartStopStatus.REJECTED;
    }

    private Answer unlock(UnlockConnector.Request request) {
        var unlock = charging.unlock(request.connectorId());
        var result = unlock.isPresent() ? UnlockStatus.UNLOCKED : UnlockStatus.NOT_SUPPORTED;
        return Answer.of(new UnlockConnector.Response(result), result, unlock.orElse(() -> {}));
    }

    private Answer changeAvailability(ChangeAvailability.Request request) {
        var id = request.connectorId();
        if (id != 0 && !charging.hasConnector(id)) {
            return Answer.of(
                    new ChangeAvailability.Response(AvailabilityStatus.REJECTED),
                    AvailabilityStatus.REJECTED);
        }
        var result =
                request.type() == Availability.INOPERATIVE && charging.isCharging(id)
                        ? AvailabilityStatus.SCHEDULED
                        : AvailabilityStatus.ACCEPTED;
        return Answer.of(
                new ChangeAvailability.Response(result),
                result,
                () -> charging.changeAvailability(id, request.type()));
    }

    private Answer getConfiguration(GetConfiguration.Request request) {
        var keys = request.key();
        var most = configuration.number(ConfigurationKey.GET_CONFIGURATION_MAX_KEYS);
        if (keys != null && keys.size() > most) {
            return new Answer.Refusal(
                    OcppErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION, "at most " + most + " keys");
        }
        var response = configuration.read(keys);
        var found = response.configurationKey();
        return new Answer.Result(response, (found == null ? 0 : found.size()) + " keys", () -> {});
    }

    private Answer changeConfiguration(ChangeConfiguration.Request request) {
        var key = ConfigurationKey.named(request.key()).orElse(null);
        var result =
                key == ConfigurationKey.SECURITY_PROFILE && !security.permits(request.value())
                        ? ConfigurationStatus.REJECTED
                        : configuration.change(request.key(), request.value());
        Runnable afterwards = () -> {};
        if (result == ConfigurationStatus.ACCEPTED) {
            if (key == ConfigurationKey.AUTHORIZATION_KEY) {
                afterwards = power::reconnect;
            } else if (key == ConfigurationKey.CLOCK_ALIGNED_DATA_INTERVAL) {
                afterwards = charging::alignToClock;
            }
        }
        return Answer.of(new ChangeConfiguration.Response(result), result, afterwards);
    }

    private Answer dataTransfer(DataTransfer.Request request) {
        DataTransferStatus result;
        String data = null;
        if (!request.vendorId().equals(setup.vendor())) {
            result = DataTransferStatus.UNKNOWN_VENDOR_ID;
        } else if (FAULTS.equals(request.messageId())) {
            return faults(request.data());
        } else if (!ECHO.equals(request.messageId())) {
            result = DataTransferStatus.UNKNOWN_MESSAGE_ID;
        } else {
            result = DataTransferStatus.ACCEPTED;
            data = request.data();
        }
        return Answer.of(new DataTransfer.Response(result, data), result);
    }

    private Answer faults(@Nullable String list) {
        try {
            var wished = Faults.of(list == null ? "" : list);
            return Answer.of(
                    new DataTransfer.Response(DataTransferStatus.ACCEPTED, null),
                    DataTransferStatus.ACCEPTED,
                    () -> suffer(wished));
        } catch (IllegalArgumentException e) {
            return Answer.of(
                    new DataTransfer.Response(DataTransferStatus.REJECTED, e.getMessage()),
                    DataTransferStatus.REJECTED);
        }
    }
}
