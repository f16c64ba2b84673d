package io.mainspring.simulator.chargepoint;

import io.mainspring.simulator.wire.ClientTls;
import io.mainspring.simulator.wire.Handshake;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * With which security profile a charge point dials. A raise takes effect with the next boot; if the
 * central system cannot be reached that way, the charge point returns to the profile it came from
 * (security whitepaper A05.FR.08).
 */
final class SecurityProfiles {

    /** Attempts with a new profile before it is given up. */
    static final int ATTEMPTS = 3;

    private final Setup setup;
    private final Configuration configuration;
    private final UnaryOperator<ClientTls> certified;
    private int proven;
    private int tried;
    private int failures;

    /** @param certified adds the certificate that the charge point was given, if it was given one */
    SecurityProfiles(Setup setup, Configuration configuration, UnaryOperator<ClientTls> certified) {
        this.setup = setup;
        this.configuration = configuration;
        this.certified = certified;
        proven = configured();
        tried = proven;
    }

    /** Whether it may be raised to this profile: never lowered, and only with what it needs. */
    boolean permits(String value) {
        if (!ConfigurationKey.SECURITY_PROFILE.permits(value)) {
            return false;
        }
        int profile = Integer.parseInt(value);
        return profile >= configured() && isEquippedFor(profile);
    }

    private boolean isEquippedFor(int profile) {
        var tls = setup.tls();
        return switch (profile) {
            case 0 -> true;
            case 1 -> key() != null;
            case 2 -> key() != null && tls != null;
            default -> tls != null && certified.apply(tls.client()).hasCertificate();
        };
    }

    Handshake handshake() {
        var tls = setup.tls();
        var endpoint = tried >= 2 && tls != null ? tls.endpoint() : setup.endpoint();
        var handshake = Handshake.of(endpoint, setup.identity());
        var key = key();
        return key == null || tried == 3 ? handshake : handshake.withBasic(setup.identity(), key);
    }

    /** With profile 2 it shows nothing of itself, even if it could. */
    ClientTls tls() {
        var tls = setup.tls();
        if (tls == null) {
            return ClientTls.ofTheJdk();
        }
        return tried == 3 ? certified.apply(tls.client()) : tls.client().withoutCertificate();
    }

    private byte @Nullable [] key() {
        return configuration.authorizationKey().orElse(setup.key());
    }

    /** What has been configured takes effect. */
    void rebooted() {
        tried = configured();
        failures = 0;
    }

    void connected() {
        proven = tried;
        failures = 0;
    }

    void notConnected() {
        if (tried != proven && ++failures >= ATTEMPTS) {
            tried = proven;
            failures = 0;
            configuration.securityProfile(proven);
        }
    }

    private int configured() {
        return configuration.number(ConfigurationKey.SECURITY_PROFILE);
    }
}
