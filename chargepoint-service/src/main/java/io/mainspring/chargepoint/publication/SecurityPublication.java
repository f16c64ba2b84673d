package io.mainspring.chargepoint.publication;

import io.mainspring.chargepoint.certificate.CertificateEvent;
import io.mainspring.chargepoint.upgrade.SecurityProfileUpgradeEvent;
import io.mainspring.contracts.chargepoint.CertificateState;
import io.mainspring.contracts.chargepoint.ChargePointCertificateChanged;
import io.mainspring.contracts.chargepoint.ChargePointSecurityProfileUpgrade;
import io.mainspring.contracts.chargepoint.UpgradeState;
import io.mainspring.kit.eventsourcing.Publication.Published;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Certificates and security profiles as the world sees them. */
final class SecurityPublication {

    private SecurityPublication() {}

    static List<Published> certificate(CertificateEvent event) {
        return switch (event) {
            case CertificateEvent.Requested e -> news(e, null, CertificateState.REQUESTED, null);
            case CertificateEvent.Refused e -> news(e, null, CertificateState.REFUSED, e.why());
            case CertificateEvent.Signed e ->
                    published(
                            e,
                            new ChargePointCertificateChanged(
                                    e.chargePointId(),
                                    e.serialNumber(),
                                    CertificateState.SIGNED,
                                    null,
                                    e.subject(),
                                    e.notAfter(),
                                    e.at()));
            case CertificateEvent.SigningFailed e ->
                    news(e, null, CertificateState.SIGNING_FAILED, e.why());
            case CertificateEvent.Sent e -> news(e, e.serialNumber(), CertificateState.SENT, null);
            case CertificateEvent.Accepted e ->
                    news(e, e.serialNumber(), CertificateState.ACCEPTED, null);
            case CertificateEvent.Rejected e ->
                    news(e, e.serialNumber(), CertificateState.REJECTED, e.why());
            case CertificateEvent.Undelivered e ->
                    news(e, e.serialNumber(), CertificateState.UNDELIVERED, e.why());
            case CertificateEvent.SeenInUse e ->
                    news(e, e.serialNumber(), CertificateState.IN_USE, null);
            case CertificateEvent.Revoked e ->
                    news(e, e.serialNumber(), CertificateState.REVOKED, null);
            case CertificateEvent.Expired e ->
                    news(e, e.serialNumber(), CertificateState.EXPIRED, null);
            case CertificateEvent.Invited _,
                    CertificateEvent.SigningStarted _,
                    CertificateEvent.RenewalAsked _,
                    CertificateEvent.RootsReported _,
                    CertificateEvent.RootInstalled _,
                    CertificateEvent.RootDeleted _ ->
                    List.of();
        };
    }

    static List<Published> upgrade(SecurityProfileUpgradeEvent event) {
        return switch (event) {
            case SecurityProfileUpgradeEvent.Started e ->
                    upgrade(e, e.from(), e.to(), UpgradeState.STARTED, null);
            case SecurityProfileUpgradeEvent.RolledBack e ->
                    upgrade(e, e.from(), e.to(), UpgradeState.ROLLED_BACK, e.why());
            case SecurityProfileUpgradeEvent.Completed e ->
                    upgrade(e, e.from(), e.to(), UpgradeState.COMPLETED, null);
            case SecurityProfileUpgradeEvent.StepStarted _,
                    SecurityProfileUpgradeEvent.StepDone _,
                    SecurityProfileUpgradeEvent.StepFailed _ ->
                    List.of();
        };
    }

    private static List<Published> upgrade(
            SecurityProfileUpgradeEvent e,
            int from,
            int to,
            UpgradeState state,
            @Nullable String reason) {
        return List.of(
                new Published(
                        e.chargePointId(),
                        new ChargePointSecurityProfileUpgrade(
                                e.chargePointId(), e.number(), from, to, state, reason, e.at())));
    }

    private static List<Published> news(
            CertificateEvent e,
            @Nullable String serialNumber,
            CertificateState state,
            @Nullable String reason) {
        return published(
                e,
                new ChargePointCertificateChanged(
                        e.chargePointId(), serialNumber, state, reason, null, null, e.at()));
    }

    private static List<Published> published(
            CertificateEvent e, ChargePointCertificateChanged news) {
        return List.of(new Published(e.chargePointId(), news));
    }
}
