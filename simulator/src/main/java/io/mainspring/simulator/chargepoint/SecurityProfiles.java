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

    private static final String PROVEN = "ProvenSecurityProfile";

    private final Setup setup;
    private final Configuration configuration;
    private final UnaryOperator<ClientTls> equipped;
    private final Memory memory;
    private int proven;
    private int tried;
    private int failures;

    /** @param equipped adds the certificates that the charge point was given */
    SecurityProfiles(
            Setup setup,
            Configuration configuration,
            UnaryOperator<ClientTls> equipped,
            Memory memory) {
        this.setup = setup;
        this.configuration = configuration;
        this.equipped = equipped;
        this.memory = memory;
        var remembered = memory.recall(PROVEN);
        proven =
                remembered == null
                        ? configuration.factorySecurityProfile()
                        : Integer.parseInt(remembered);
        tried = configured();
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
            default -> tls != null && equipped.apply(tls.client()).hasCertificate();
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
        var client = equipped.apply(tls.client());
        return tried == 3 ? client : client.withoutCertificate();
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
        failures = 0;
        if (proven != tried) {
            proven = tried;
            memory.keep(PROVEN, Integer.toString(proven));
        }
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
