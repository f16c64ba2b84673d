package io.mainspring.chargepoint.certificate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;

/** The authority of this installation, if there is one. */
class SigningAuthority {

    private final @Nullable CertificateAuthority authority;
    private final @Nullable X509Certificate serverRoot;
    private final Clock clock;

    /**
     * @param serverRoot of the gateways' certificates; null: the authority's
     */
    SigningAuthority(
            @Nullable CertificateAuthority authority,
            @Nullable X509Certificate serverRoot,
            MeterRegistry meters,
            Clock clock) {
        this.authority = authority;
        this.serverRoot = serverRoot;
        this.clock = clock;
        if (authority instanceof EmbeddedCertificateAuthority) {
            TimeGauge.builder(
                            "certificates.revocation.list.expiry",
                            this,
                            TimeUnit.SECONDS,
                            SigningAuthority::secondsLeft)
                    .description("until gateways refuse all, for the revocation list is too old")
                    .register(meters);
        }
    }

    private double secondsLeft() {
        return revocationList()
                .map(list -> list.getNextUpdate().toInstant())
                .map(end -> (double) Duration.between(clock.instant(), end).toSeconds())
                .orElse(Double.NaN);
    }

    Optional<CertificateAuthority> find() {
        return Optional.ofNullable(authority);
    }

    List<X509Certificate> trustAnchors() {
        return authority == null ? List.of() : authority.trustAnchors();
    }

    Optional<X509Certificate> serverRoot() {
        return serverRoot == null ? trustAnchors().stream().findFirst() : Optional.of(serverRoot);
    }

    /** The embedded authority's; a production authority publishes its own. */
    Optional<X509CRL> revocationList() {
        return authority instanceof EmbeddedCertificateAuthority embedded
                ? Optional.of(embedded.revocationList())
                : Optional.empty();
    }

    /** A revocation list that is a week old is worth nothing. */
    @Scheduled(fixedDelayString = "PT12H", initialDelayString = "PT12H")
    void renewRevocationList() {
        if (authority instanceof EmbeddedCertificateAuthority embedded) {
            embedded.renewRevocationList();
        }
    }
}
