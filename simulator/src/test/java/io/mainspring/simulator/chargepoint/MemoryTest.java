package io.mainspring.simulator.chargepoint;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.ChangeConfiguration;
import io.mainspring.ocpp.v16.action.InstallCertificate;
import io.mainspring.ocpp.v16.action.Reset;
import io.mainspring.ocpp.v16.action.SecurityEventNotification;
import io.mainspring.ocpp.v16.type.CertificateUse;
import io.mainspring.ocpp.v16.type.ConfigurationStatus;
import io.mainspring.ocpp.v16.type.InstallCertificateStatus;
import io.mainspring.ocpp.v16.type.ResetType;
import io.mainspring.simulator.centralsystem.TinyCentralSystem;
import io.mainspring.simulator.wire.ClientTls;
import io.mainspring.simulator.wire.EventLoops;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roots that are installed decide whom a charge point talks to, and what it was given outlives its process. */
class MemoryTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef01234567";
    private static final Pace QUICK =
            new Pace(
                    Duration.ofMillis(50),
                    Duration.ofMillis(300),
                    Duration.ofSeconds(5),
                    Duration.ofMillis(700),
                    new Backoff(Duration.ofMillis(40), Duration.ofMillis(100)),
                    Duration.ofMillis(50),
                    Duration.ofMillis(50),
                    Duration.ofSeconds(5));

    private final TinyCentralSystem centralSystem = new TinyCentralSystem();
    private final EventLoops loops = new EventLoops(1);
    private final Identity central = Identity.of("central system");
    private final Identity stranger = Identity.of("stranger");
    private final URI secure =
            centralSystem.listenSecurely(central.keys().getPrivate(), central.certificate());

    @TempDir private Path directory;

    /** A key and a certificate of its own making. */
    private record Identity(KeyPair keys, X509Certificate certificate) {

        static Identity of(String name) {
            try {
                var keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
                var subject = new X500Name("CN=" + name);
                var now = Instant.now();
                var holder =
                        new JcaX509v3CertificateBuilder(
                                        subject,
                                        BigInteger.ONE,
                                        Date.from(now.minus(Duration.ofDays(1))),
                                        Date.from(now.plus(Duration.ofDays(1))),
                                        subject,
                                        keys.getPublic())
                                .addExtension(
                                        Extension.subjectAlternativeName,
                                        false,
                                        new GeneralNames(
                                                new GeneralName(
                                                        GeneralName.iPAddress, "127.0.0.1")))
                                .build(
                                        new JcaContentSignerBuilder("SHA256withECDSA")
                                                .build(keys.getPrivate()));
                return new Identity(keys, new JcaX509CertificateConverter().getCertificate(holder));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        String pem() {
            return RootStore.write(List.of(certificate));
        }
    }

    @AfterEach
    void end() {
        loops.close();
        centralSystem.close();
    }

    @Test
    void theInstalledRootIsTrustedInsteadOfTheFactorys() {
        chargePoint(stranger).powerOn();
        boots(1);
        install(central);
        raiseTo2();

        boots(2);

        assertThat(centralSystem.heard(Action.SECURITY_EVENT_NOTIFICATION)).isEmpty();
        assertThat(profile()).isEqualTo("2");
    }

    @Test
    void withAWrongRootItReturnsToTheProfileThatItCameFrom() {
        chargePoint(central).powerOn();
        boots(1);
        install(stranger);
        raiseTo2();

        boots(2);

        await().until(() -> !centralSystem.heard(Action.SECURITY_EVENT_NOTIFICATION).isEmpty());
        assertThat(centralSystem.heard(SecurityEventNotification.Request.class).getFirst().type())
                .isEqualTo("InvalidCentralSystemCertificate");
        assertThat(profile()).isEqualTo("0");
    }

    @Test
    void keyProfileRootsAndConfigurationOutliveTheProcess() {
        var first = chargePoint(stranger);
        first.powerOn();
        boots(1);
        install(central);
        change("HeartbeatInterval", "77");
        raiseTo2();
        boots(2);
        first.powerOff();
        centralSystem.demandKey(HexFormat.of().parseHex(KEY));

        chargePoint(stranger).powerOn();

        boots(3);
        assertThat(profile()).isEqualTo("2");
        assertThat(
                        new Configuration(Map.of(), new Memory(file()))
                                .text(ConfigurationKey.HEARTBEAT_INTERVAL))
                .isEqualTo("77");
        assertThat(centralSystem.refusals()).isZero();
    }

    @Test
    void anUnprovenProfileIsStillGivenUpByTheNextProcess() {
        var memory = new Memory(file());
        new Configuration(Map.of(), memory).change("SecurityProfile", "2");
        new Configuration(Map.of(), memory).change("AuthorizationKey", KEY);

        chargePoint(stranger).powerOn();

        boots(1);
        assertThat(profile()).isEqualTo("0");
    }

    private SimulatedChargePoint chargePoint(Identity trusted) {
        return new SimulatedChargePoint(
                Setup.of(centralSystem.endpoint(), "CP-7")
                        .withTls(
                                new TlsSetup(
                                        secure, ClientTls.trusting(List.of(trusted.certificate()))))
                        .withMemory(file())
                        .withPace(QUICK),
                loops.next(),
                InstantSource.system(),
                new SplittableRandom(7),
                ChargePointObserver.NONE);
    }

    private Path file() {
        return directory.resolve("state").resolve("CP-7");
    }

    private String profile() {
        return requireNonNull(new Memory(file()).recall("SecurityProfile"));
    }

    private void install(Identity root) {
        assertThat(
                        centralSystem
                                .askFor(
                                        InstallCertificate.Response.class,
                                        new InstallCertificate.Request(
                                                CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE,
                                                root.pem()))
                                .status())
                .isEqualTo(InstallCertificateStatus.ACCEPTED);
    }

    private void change(String key, String value) {
        assertThat(
                        centralSystem
                                .askFor(
                                        ChangeConfiguration.Response.class,
                                        new ChangeConfiguration.Request(key, value))
                                .status())
                .isEqualTo(ConfigurationStatus.ACCEPTED);
    }

    /** A new AuthorizationKey is used at once, for a new connection. */
    private void raiseTo2() {
        int connections = centralSystem.connections();
        change("AuthorizationKey", KEY);
        await().until(() -> centralSystem.connections() > connections);
        await().untilAsserted(() -> change("SecurityProfile", "2"));
        centralSystem.ask(new Reset.Request(ResetType.HARD));
    }

    private void boots(int times) {
        await().until(() -> centralSystem.heard(Action.BOOT_NOTIFICATION).size() == times);
        await().until(() -> centralSystem.heard(Action.STATUS_NOTIFICATION).size() >= 2 * times);
    }
}
