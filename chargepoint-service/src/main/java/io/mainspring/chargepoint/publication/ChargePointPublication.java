package io.mainspring.chargepoint.publication;

import io.mainspring.chargepoint.certificate.CertificateEvent;
import io.mainspring.chargepoint.connector.ConnectorEvent;
import io.mainspring.chargepoint.datatransfer.DataTransferEvent;
import io.mainspring.chargepoint.registration.ChargePointEvent;
import io.mainspring.chargepoint.securityevent.SecurityEvent;
import io.mainspring.chargepoint.upgrade.SecurityProfileUpgradeEvent;
import io.mainspring.contracts.chargepoint.Availability;
import io.mainspring.contracts.chargepoint.ChargePointBooted;
import io.mainspring.contracts.chargepoint.ChargePointConfigurationObserved;
import io.mainspring.contracts.chargepoint.ChargePointRegistered;
import io.mainspring.contracts.chargepoint.ChargePointRegistrationChanged;
import io.mainspring.contracts.chargepoint.ChargePointRetired;
import io.mainspring.contracts.chargepoint.ChargePointSecurityProfileChanged;
import io.mainspring.contracts.chargepoint.ConfigurationSource;
import io.mainspring.contracts.chargepoint.ConnectorAvailabilityWished;
import io.mainspring.contracts.chargepoint.ConnectorStatus;
import io.mainspring.contracts.chargepoint.ConnectorStatusChanged;
import io.mainspring.contracts.chargepoint.DataTransferReceived;
import io.mainspring.contracts.chargepoint.Registration;
import io.mainspring.contracts.chargepoint.RegistrationSource;
import io.mainspring.contracts.chargepoint.SecurityEventReported;
import io.mainspring.kit.eventsourcing.Publication;
import io.mainspring.kit.eventsourcing.StoredEvent;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stored events as the world sees them. Keys and settings of connections are nobody's business. */
@Component
class ChargePointPublication implements Publication {

    @Override
    public List<Published> publish(StoredEvent stored) {
        return switch (stored.payload()) {
            case ChargePointEvent event -> chargePoint(event);
            case ConnectorEvent event -> connector(event, stored.sequence());
            case DataTransferEvent event -> dataTransfer(event);
            case SecurityEvent event -> securityEvent(event);
            case CertificateEvent event -> SecurityPublication.certificate(event);
            case SecurityProfileUpgradeEvent event -> SecurityPublication.upgrade(event);
            default -> List.of(); // the registry of vendors
        };
    }

    private static List<Published> chargePoint(ChargePointEvent event) {
        var published =
                switch (event) {
                    case ChargePointEvent.Registered e ->
                            new ChargePointRegistered(
                                    e.chargePointId(),
                                    source(e.source()),
                                    e.settings().securityProfile(),
                                    e.settings().serialNumber(),
                                    e.at());
                    case ChargePointEvent.Booted e -> booted(e);
                    case ChargePointEvent.RegistrationChanged e ->
                            new ChargePointRegistrationChanged(
                                    e.chargePointId(),
                                    registrationOrNull(e.registration()),
                                    e.at());
                    case ChargePointEvent.Retired e ->
                            new ChargePointRetired(e.chargePointId(), e.at());
                    case ChargePointEvent.AvailabilityWished e ->
                            new ConnectorAvailabilityWished(
                                    e.chargePointId(),
                                    e.connectorId(),
                                    switch (e.availability()) {
                                        case OPERATIVE -> Availability.OPERATIVE;
                                        case INOPERATIVE -> Availability.INOPERATIVE;
                                    },
                                    e.scheduled(),
                                    e.at());
                    case ChargePointEvent.ConfigurationReported e -> reported(e);
                    case ChargePointEvent.ConfigurationChanged e ->
                            new ChargePointConfigurationObserved(
                                    e.chargePointId(),
                                    ConfigurationSource.CHANGE_CONFIGURATION,
                                    List.of(
                                            new ChargePointConfigurationObserved.Entry(
                                                    e.key(), e.value(), null, e.rebootRequired())),
                                    List.of(),
                                    e.at());
                    case ChargePointEvent.SecurityProfileChanged e ->
                            new ChargePointSecurityProfileChanged(
                                    e.chargePointId(), e.from(), e.to(), e.at());
                    case ChargePointEvent.SettingsChanged _,
                            ChargePointEvent.SecurityProfileOpened _,
                            ChargePointEvent.SecurityProfileClosed _,
                            ChargePointEvent.AdmissionDecided _,
                            ChargePointEvent.Admitted _,
                            ChargePointEvent.Dismissed _,
                            ChargePointEvent.Certified _,
                            ChargePointEvent.Decertified _,
                            ChargePointEvent.KeySet _,
                            ChargePointEvent.KeyProposed _,
                            ChargePointEvent.KeyAccepted _,
                            ChargePointEvent.KeyRefused _,
                            ChargePointEvent.KeyUncertain _ ->
                            null;
                };
        return published == null
                ? List.of()
                : List.of(new Published(event.chargePointId(), published));
    }

    private static ChargePointBooted booted(ChargePointEvent.Booted e) {
        var report = e.report();
        return new ChargePointBooted(
                e.chargePointId(),
                registration(e.answered()),
                report.chargePointVendor(),
                report.chargePointModel(),
                report.chargePointSerialNumber(),
                report.chargeBoxSerialNumber(),
                report.firmwareVersion(),
                report.iccid(),
                report.imsi(),
                report.meterType(),
                report.meterSerialNumber(),
                e.at());
    }

    private static ChargePointConfigurationObserved reported(
            ChargePointEvent.ConfigurationReported e) {
        return new ChargePointConfigurationObserved(
                e.chargePointId(),
                ConfigurationSource.GET_CONFIGURATION,
                e.keys().stream()
                        .map(key ->
                                new ChargePointConfigurationObserved.Entry(
                                        key.key(), key.value(), key.readonly(), false))
                        .toList(),
                e.unknownKeys(),
                e.at());
    }

    private static List<Published> connector(ConnectorEvent event, long sequence) {
        return switch (event) {
            case ConnectorEvent.StatusChanged e ->
                    List.of(
                            new Published(
                                    e.chargePointId(),
                                    new ConnectorStatusChanged(
                                            e.chargePointId(),
                                            e.connectorId(),
                                            sequence,
                                            e.from(),
                                            status(e.report().status()),
                                            e.report().errorCode().wireName(),
                                            e.report().info(),
                                            e.report().vendorErrorCode(),
                                            e.report().vendorId(),
                                            e.receivedAt())));
        };
    }

    private static List<Published> dataTransfer(DataTransferEvent event) {
        return switch (event) {
            case DataTransferEvent.Received e ->
                    List.of(
                            new Published(
                                    e.chargePointId(),
                                    new DataTransferReceived(
                                            e.chargePointId(),
                                            e.vendorId(),
                                            e.messageId(),
                                            e.data(),
                                            e.receivedAt())));
        };
    }

    private static List<Published> securityEvent(SecurityEvent event) {
        return switch (event) {
            case SecurityEvent.Reported e ->
                    List.of(
                            new Published(
                                    e.chargePointId(),
                                    new SecurityEventReported(
                                            e.chargePointId(),
                                            e.type(),
                                            e.isCritical(),
                                            e.timestamp(),
                                            e.techInfo(),
                                            e.receivedAt())));
        };
    }

    private static RegistrationSource source(ChargePointEvent.Source source) {
        return switch (source) {
            case OPERATOR -> RegistrationSource.OPERATOR;
            case BOOT_NOTIFICATION -> RegistrationSource.BOOT_NOTIFICATION;
        };
    }

    private static @Nullable Registration registrationOrNull(
            @Nullable RegistrationStatus registration) {
        return registration == null ? null : registration(registration);
    }

    private static Registration registration(RegistrationStatus status) {
        return switch (status) {
            case ACCEPTED -> Registration.ACCEPTED;
            case PENDING -> Registration.PENDING;
            case REJECTED -> Registration.REJECTED;
        };
    }

    private static ConnectorStatus status(ChargePointStatus status) {
        return switch (status) {
            case AVAILABLE -> ConnectorStatus.AVAILABLE;
            case PREPARING -> ConnectorStatus.PREPARING;
            case CHARGING -> ConnectorStatus.CHARGING;
            case SUSPENDED_EVSE -> ConnectorStatus.SUSPENDED_EVSE;
            case SUSPENDED_EV -> ConnectorStatus.SUSPENDED_EV;
            case FINISHING -> ConnectorStatus.FINISHING;
            case RESERVED -> ConnectorStatus.RESERVED;
            case UNAVAILABLE -> ConnectorStatus.UNAVAILABLE;
            case FAULTED -> ConnectorStatus.FAULTED;
        };
    }
}
