package io.mainspring.ocpp.v16.action;

/**
 * The payload of a CALL, from either side.
 *
 * @param <R> the payload that a CALLRESULT to it must carry
 */
public sealed interface OcppRequest<R extends OcppResponse> extends OcppMessage
        permits Authorize.Request,
                BootNotification.Request,
                ChangeAvailability.Request,
                ChangeConfiguration.Request,
                ClearCache.Request,
                DataTransfer.Request,
                GetConfiguration.Request,
                Heartbeat.Request,
                MeterValues.Request,
                RemoteStartTransaction.Request,
                RemoteStopTransaction.Request,
                Reset.Request,
                StartTransaction.Request,
                StatusNotification.Request,
                StopTransaction.Request,
                UnlockConnector.Request,
                GetDiagnostics.Request,
                DiagnosticsStatusNotification.Request,
                FirmwareStatusNotification.Request,
                UpdateFirmware.Request,
                GetLocalListVersion.Request,
                SendLocalList.Request,
                CancelReservation.Request,
                ReserveNow.Request,
                ClearChargingProfile.Request,
                GetCompositeSchedule.Request,
                SetChargingProfile.Request,
                TriggerMessage.Request,
                CertificateSigned.Request,
                DeleteCertificate.Request,
                ExtendedTriggerMessage.Request,
                GetInstalledCertificateIds.Request,
                GetLog.Request,
                InstallCertificate.Request,
                LogStatusNotification.Request,
                SecurityEventNotification.Request,
                SignCertificate.Request,
                SignedFirmwareStatusNotification.Request,
                SignedUpdateFirmware.Request {}
