package io.mainspring.chargepoint.certificate;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;

/** The authority of this installation, if there is one. */
class SigningAuthority {

    private final @Nullable CertificateAuthority authority;

    SigningAuthority(@Nullable CertificateAuthority authority) {
        this.authority = authority;
    }

    Optional<CertificateAuthority> find() {
        return Optional.ofNullable(authority);
    }

    List<X509Certificate> trustAnchors() {
        return authority == null ? List.of() : authority.trustAnchors();
    }

    /** A revocation list that is a week old is worth nothing. */
    @Scheduled(fixedDelayString = "PT12H", initialDelayString = "PT12H")
    void renewRevocationList() {
        if (authority instanceof EmbeddedCertificateAuthority embedded) {
            embedded.renewRevocationList();
        }
    }
}
