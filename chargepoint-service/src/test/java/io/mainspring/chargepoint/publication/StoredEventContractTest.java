package io.mainspring.chargepoint.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.chargepoint.certificate.CertificateEvent;
import io.mainspring.chargepoint.connector.ConnectorEvent;
import io.mainspring.chargepoint.connector.StatusReport;
import io.mainspring.chargepoint.datatransfer.DataTransferEvent;
import io.mainspring.chargepoint.datatransfer.DataTransferVendorEvent;
import io.mainspring.chargepoint.registration.BootReport;
import io.mainspring.chargepoint.registration.ChargePointEvent;
import io.mainspring.chargepoint.registration.ChargePointSettings;
import io.mainspring.chargepoint.registration.KeyHash;
import io.mainspring.chargepoint.registration.ObservedKey;
import io.mainspring.chargepoint.securityevent.SecurityEvent;
import io.mainspring.chargepoint.upgrade.SecurityProfileUpgradeEvent;
import io.mainspring.chargepoint.upgrade.Step;
import io.mainspring.contracts.Admission;
import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.PublishedAs;
import io.mainspring.kit.eventsourcing.EventSourcing;
import io.mainspring.kit.eventsourcing.StoredEvent;
import io.mainspring.kit.eventsourcing.StoredEventFormat;
import io.mainspring.ocpp.v16.type.Availability;
import io.mainspring.ocpp.v16.type.CertificateHashData;
import io.mainspring.ocpp.v16.type.CertificateUse;
import io.mainspring.ocpp.v16.type.ChargePointErrorCode;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.HashAlgorithm;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import io.mainspring.testkit.GoldenFiles;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stored and published events and the admission, pinned as they are written. */
class StoredEventContractTest {

    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final ChargePointSettings SETTINGS =
            new ChargePointSettings(1, "SN-1", true, false);
    private static final KeyHash HASH = new KeyHash("00ff", "abcd");

    private static final CertificateHashData HASHES =
            new CertificateHashData(HashAlgorithm.SHA256, "aa", "bb", "cc");

    private static final StoredEventFormat FORMAT =
            EventSourcing.of()
                    .events(ChargePointEvent.class)
                    .events(ConnectorEvent.class)
                    .events(DataTransferEvent.class)
                    .events(DataTransferVendorEvent.class)
                    .events(SecurityEvent.class)
                    .events(CertificateEvent.class)
                    .events(SecurityProfileUpgradeEvent.class)
                    .format();

    static Stream<Object> events() {
        return Stream.of(
                new ChargePointEvent.Registered(
                        "CP-7",
                        ChargePointEvent.Source.OPERATOR,
                        "op",
                        RegistrationStatus.ACCEPTED,
                        SETTINGS,
                        HASH,
                        AT),
                new ChargePointEvent.SettingsChanged("CP-7", SETTINGS, "op", AT),
                new ChargePointEvent.Retired("CP-7", "op", AT),
                new ChargePointEvent.AdmissionDecided("CP-7", RegistrationStatus.PENDING, "op", AT),
                new ChargePointEvent.Booted(
                        "CP-7",
                        RegistrationStatus.ACCEPTED,
                        new BootReport("V", "M", "SN", "BSN", "1.0", "icc", "imsi", "mt", "ms"),
                        ID,
                        AT),
                new ChargePointEvent.RegistrationChanged("CP-7", RegistrationStatus.ACCEPTED, AT),
                new ChargePointEvent.Admitted(
                        "CP-7",
                        RegistrationStatus.ACCEPTED,
                        SETTINGS,
                        2,
                        "SN-1",
                        List.of(HASH),
                        AT),
                new ChargePointEvent.SecurityProfileOpened("CP-7", 2, AT),
                new ChargePointEvent.SecurityProfileClosed("CP-7", 2, "not done", AT),
                new ChargePointEvent.SecurityProfileChanged("CP-7", 1, 2, "op", AT),
                new ChargePointEvent.Dismissed("CP-7", AT),
                new ChargePointEvent.Certified("CP-7", "ab12", "SN-1", AT),
                new ChargePointEvent.Decertified("CP-7", "ab12", AT),
                new ChargePointEvent.KeySet("CP-7", HASH, "op", AT),
                new ChargePointEvent.KeyProposed("CP-7", HASH, "op", AT),
                new ChargePointEvent.KeyAccepted("CP-7", HASH, AT),
                new ChargePointEvent.KeyRefused("CP-7", HASH, "Rejected", AT),
                new ChargePointEvent.KeyUncertain("CP-7", HASH, "TIMED_OUT", AT),
                new ChargePointEvent.AvailabilityWished(
                        "CP-7", 1, Availability.INOPERATIVE, true, ID, "op", AT),
                new ChargePointEvent.ConfigurationReported(
                        "CP-7",
                        List.of(new ObservedKey("HeartbeatInterval", "300", false)),
                        List.of("Nonsense"),
                        ID,
                        AT),
                new ChargePointEvent.ConfigurationChanged(
                        "CP-7", "HeartbeatInterval", "60", true, ID, "op", AT),
                new ConnectorEvent.StatusChanged(
                        "CP-7",
                        1,
                        AT,
                        new StatusReport(
                                ChargePointStatus.FAULTED,
                                ChargePointErrorCode.GROUND_FAILURE,
                                "leak",
                                "E42",
                                "org.vendor"),
                        AT,
                        AT),
                new DataTransferEvent.Received("CP-7", ID, "org.vendor", "Tariff", "0.42", AT),
                new DataTransferVendorEvent.Declared("org.vendor", List.of("Tariff"), "op", AT),
                new DataTransferVendorEvent.Withdrawn("org.vendor", "op", AT),
                new SecurityEvent.Reported("CP-7", ID, "TamperDetectionActivated", AT, "lid", AT),
                // Told completely once: the published type has one golden file.
                new CertificateEvent.Signed("CP-7", ID, "ab12", "CN=SN-1", AT, AT, "PEM", AT),
                new CertificateEvent.Requested("CP-7", ID, "PEM", "SN-1", AT),
                new CertificateEvent.Refused("CP-7", ID, "no request", AT),
                new CertificateEvent.SigningStarted("CP-7", ID, AT),
                new CertificateEvent.SigningFailed("CP-7", ID, "no answer", AT),
                new CertificateEvent.Sent("CP-7", "ab12", "op", AT),
                new CertificateEvent.Accepted("CP-7", "ab12", AT),
                new CertificateEvent.Rejected("CP-7", "ab12", "Rejected", AT),
                new CertificateEvent.Undelivered("CP-7", "ab12", "OFFLINE", AT),
                new CertificateEvent.SeenInUse("CP-7", "ab12", AT),
                new CertificateEvent.Invited("CP-7", "op", AT),
                new CertificateEvent.RenewalAsked("CP-7", "ab12", AT),
                new CertificateEvent.Revoked("CP-7", "ab12", "op", AT),
                new CertificateEvent.Expired("CP-7", "ab12", AT),
                new CertificateEvent.RootsReported(
                        "CP-7",
                        CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE,
                        List.of(HASHES),
                        ID,
                        AT),
                new CertificateEvent.RootInstalled(
                        "CP-7", CertificateUse.MANUFACTURER_ROOT_CERTIFICATE, "PEM", ID, "op", AT),
                new CertificateEvent.RootDeleted("CP-7", HASHES, ID, "op", AT),
                new SecurityProfileUpgradeEvent.RolledBack("CP-7", 1, 1, 2, "Reset: Rejected", AT),
                new SecurityProfileUpgradeEvent.Started(
                        "CP-7", 1, 1, 2, List.of(Step.CHANGE_CONFIGURATION), "op", AT, AT),
                new SecurityProfileUpgradeEvent.StepStarted("CP-7", 1, Step.RESET, AT),
                new SecurityProfileUpgradeEvent.StepDone("CP-7", 1, Step.RESET, AT),
                new SecurityProfileUpgradeEvent.StepFailed(
                        "CP-7", 1, Step.RESET, "Reset: Rejected", AT),
                new SecurityProfileUpgradeEvent.Completed("CP-7", 1, 1, 2, AT));
    }

    @ParameterizedTest
    @MethodSource("events")
    void aStoredEventIsWrittenAndReadAsItWasWhenItWasReleased(Object event) {
        var name = FORMAT.nameOf(event.getClass()).orElseThrow();

        GoldenFiles.pins(
                "stored/" + name + ".v1", event, FORMAT::write, json -> FORMAT.read(name, json));
    }

    @Test
    void everyStoredEventIsPinned() {
        var pinned = new TreeSet<String>();
        events().forEach(e -> pinned.add(FORMAT.nameOf(e.getClass()).orElseThrow()));

        assertThat(pinned).isEqualTo(FORMAT.names());
    }

    static Stream<Object> publishedEvents() {
        var publication = new ChargePointPublication();
        return events().flatMap(event ->
                        publication.publish(new StoredEvent(ID, "cp-7", 3, AT, event)).stream())
                .peek(published -> assertThat(published.key()).isEqualTo("CP-7"))
                .map(published -> published.event());
    }

    /** One of each type: what is known of configuration comes from two stored events. */
    static Stream<Object> publishedTypes() {
        var seen = new HashSet<Class<?>>();
        return publishedEvents().filter(event -> seen.add(event.getClass()));
    }

    @ParameterizedTest
    @MethodSource("publishedTypes")
    void aPublishedEventIsWrittenAndReadAsItWasWhenItWasReleased(Object event) {
        var type = event.getClass().getAnnotation(PublishedAs.class).value();

        GoldenFiles.pins(
                type,
                event,
                e -> new String(ContractJson.write(e), StandardCharsets.UTF_8),
                json -> ContractJson.read(event.getClass(), json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void nothingThatConcernsKeysIsPublished() {
        assertThat(publishedEvents().map(e -> e.getClass().getSimpleName()).distinct().toList())
                .containsExactlyInAnyOrder(
                        "ChargePointCertificateChanged",
                        "ChargePointSecurityProfileChanged",
                        "ChargePointSecurityProfileUpgrade",
                        "ChargePointRegistered",
                        "ChargePointRetired",
                        "ChargePointBooted",
                        "ChargePointRegistrationChanged",
                        "ConnectorAvailabilityWished",
                        "ChargePointConfigurationObserved",
                        "ConnectorStatusChanged",
                        "DataTransferReceived",
                        "SecurityEventReported");
    }

    @Test
    void namesOfCertificatesAreWrittenAndReadAsTheyWereWhenTheyWereReleased() {
        var admitted =
                new ChargePointEvent.Admitted(
                        "CP-7", null, SETTINGS, null, "SN-1", List.of(), List.of("SN-2"), AT);

        GoldenFiles.pins(
                "stored/charge-point.admitted.v1-certified",
                admitted,
                FORMAT::write,
                json -> FORMAT.read("charge-point.admitted", json));
        GoldenFiles.pins(
                "admission.v1-certified",
                Admissions.admission(admitted),
                a -> new String(ContractJson.write(a), StandardCharsets.UTF_8),
                json -> Admission.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theAdmissionIsWhatTheGatewaysRead() {
        var admission =
                Admissions.admission(
                        new ChargePointEvent.Admitted(
                                "CP-7",
                                RegistrationStatus.ACCEPTED,
                                SETTINGS,
                                2,
                                "SN-1",
                                List.of(HASH),
                                AT));

        GoldenFiles.pins(
                "admission.v1",
                admission,
                a -> new String(ContractJson.write(a), StandardCharsets.UTF_8),
                json -> Admission.read(json.getBytes(StandardCharsets.UTF_8)));
    }
}
