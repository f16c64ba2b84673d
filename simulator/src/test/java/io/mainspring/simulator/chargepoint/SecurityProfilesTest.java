package io.mainspring.simulator.chargepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.type.ConfigurationStatus;
import io.mainspring.simulator.wire.ClientTls;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Security whitepaper A05: raised by the central system, taken back by the charge point alone. */
class SecurityProfilesTest {

    private static final ClientTls WITHOUT_CERTIFICATE = ClientTls.ofTheJdk();
    private static final ClientTls WITH_CERTIFICATE =
            WITHOUT_CERTIFICATE.withCertificate(Path.of("cp.crt"), Path.of("cp.key"));

    private final Setup bare = Setup.of(URI.create("ws://central:9000/ocpp"), "CP-7");
    private final Setup keyed = bare.withKey(new byte[20]);

    private final Configuration configuration =
            new Configuration(Map.of(ConfigurationKey.SECURITY_PROFILE, "1"));

    private static Setup withTls(Setup setup, ClientTls client) {
        return setup.withTls(new TlsSetup(URI.create("wss://central:9443/ocpp"), client));
    }

    private static SecurityProfiles profiles(Setup setup, Configuration configuration) {
        return new SecurityProfiles(setup, configuration, UnaryOperator.identity(), Memory.NONE);
    }

    private void raise(String profile) {
        assertThat(configuration.change("SecurityProfile", profile))
                .isEqualTo(ConfigurationStatus.ACCEPTED);
    }

    @Test
    void aProfileIsPermittedOnlyWithWhatItNeeds() {
        var unable = profiles(keyed, configuration);
        var trusting = profiles(withTls(keyed, WITHOUT_CERTIFICATE), configuration);
        var certified = profiles(withTls(bare, WITH_CERTIFICATE), configuration);

        assertThat(unable.permits("2")).isFalse();
        assertThat(trusting.permits("2")).isTrue();
        assertThat(trusting.permits("3")).isFalse();
        assertThat(certified.permits("2")).as("no key").isFalse();
        assertThat(certified.permits("3")).isTrue();
    }

    @Test
    void aProfileIsNeverLowered() {
        var profiles = profiles(withTls(keyed, WITH_CERTIFICATE), configuration);

        assertThat(profiles.permits("0")).isFalse();
        assertThat(profiles.permits("1")).isTrue();
        assertThat(profiles.permits("4")).isFalse();
        assertThat(profiles.permits("two")).isFalse();
    }

    @Test
    void aRaiseTakesEffectWithTheNextBoot() {
        var profiles = profiles(withTls(keyed, WITHOUT_CERTIFICATE), configuration);

        raise("2");
        assertThat(profiles.handshake().uri()).hasScheme("ws");
        profiles.rebooted();

        assertThat(profiles.handshake().uri()).hasToString("wss://central:9443/ocpp/CP-7");
        assertThat(profiles.handshake().headers()).hasSize(1);
    }

    @Test
    void withProfile3ItShowsItsCertificateAndNoPassword() {
        var profiles = profiles(withTls(keyed, WITH_CERTIFICATE), configuration);

        raise("2");
        profiles.rebooted();
        assertThat(profiles.tls().hasCertificate()).isFalse();
        raise("3");
        profiles.rebooted();

        assertThat(profiles.tls().hasCertificate()).isTrue();
        assertThat(profiles.handshake().headers()).isEmpty();
    }

    @Test
    void aProfileThatDoesNotWorkIsGivenUpAndShownAsSuch() {
        var profiles = profiles(withTls(keyed, WITHOUT_CERTIFICATE), configuration);
        raise("2");
        profiles.rebooted();

        for (int attempt = 1; attempt < SecurityProfiles.ATTEMPTS; attempt++) {
            profiles.notConnected();
            assertThat(profiles.handshake().uri()).hasScheme("wss");
        }
        profiles.notConnected();

        assertThat(profiles.handshake().uri()).hasScheme("ws");
        assertThat(configuration.text(ConfigurationKey.SECURITY_PROFILE)).isEqualTo("1");
    }

    @Test
    void aProfileThatHasWorkedIsKeptThroughAnyOutage() {
        var profiles = profiles(withTls(keyed, WITHOUT_CERTIFICATE), configuration);
        raise("2");
        profiles.rebooted();
        profiles.connected();

        for (int attempt = 0; attempt < 10; attempt++) {
            profiles.notConnected();
        }

        assertThat(profiles.handshake().uri()).hasScheme("wss");
        assertThat(configuration.text(ConfigurationKey.SECURITY_PROFILE)).isEqualTo("2");
    }

    @Test
    void aCertificateThatItWasGivenIsAsGoodAsOneFromTheFactory() {
        var profiles =
                new SecurityProfiles(
                        withTls(bare, WITHOUT_CERTIFICATE),
                        configuration,
                        tls -> tls.withCertificate(Path.of("new.crt"), Path.of("new.key")),
                        Memory.NONE);

        assertThat(profiles.permits("3")).isTrue();
        raise("3");
        profiles.rebooted();

        assertThat(profiles.tls().hasCertificate()).isTrue();
    }
}
