package io.mainspring.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.v16.action.CertificateSigned;
import io.mainspring.ocpp.v16.action.ChangeConfiguration;
import io.mainspring.ocpp.v16.action.ExtendedTriggerMessage;
import io.mainspring.ocpp.v16.action.Reset;
import io.mainspring.ocpp.v16.action.SignCertificate;
import io.mainspring.ocpp.v16.type.CertificateSignedStatus;
import io.mainspring.ocpp.v16.type.ConfigurationStatus;
import io.mainspring.ocpp.v16.type.ResetStatus;
import io.mainspring.ocpp.v16.type.ResetType;
import io.mainspring.ocpp.v16.type.TriggerMessageStatus;
import io.mainspring.scenarios.bed.ChargePointKey;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.scenarios.bed.TestChargePoint;
import io.mainspring.simulator.chargepoint.Setup;
import io.mainspring.simulator.chargepoint.TlsSetup;
import io.mainspring.simulator.fleet.Fleet;
import io.mainspring.simulator.scripted.ChargePoint;
import io.mainspring.simulator.wire.ClientTls;
import io.mainspring.simulator.wire.HandshakeRefused;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@OnThePlatform
@DisplayName("Security profiles go up")
class SecurityProfileUpgradeScenario {

    private static final String KEY = "00112233445566778899AABBCCDDEEFF00112233";

    private final TestBed bed;

    SecurityProfileUpgradeScenario(TestBed bed) {
        this.bed = bed;
    }

    @Test
    @DisplayName("TC_083_CSMS Upgrade the security profile, from 1 to 2")
    void tc_083_from_1_to_2() {
        var identity = bed.registered(1, KEY);
        try (var chargePoint = TestChargePoint.over(withoutTls(identity).connect()).booted()) {
            raiseByHand(chargePoint, 2);

            chargePoint.wire().abort();
            chargePoint
                    .wire()
                    .reconnect(how ->
                            how.endpoint(bed.platform().ocppsUri()).tls(bed.tls().trusting()));
            chargePoint.booted();

            awaitProfile(identity, 2);
            awaitRefused(withoutTls(identity));
            chargePoint.wire().abort();
            chargePoint.wire().reconnect();
            assertThat(chargePoint.wire().isOpen()).isTrue();
        }
    }

    @Test
    @DisplayName("TC_083_CSMS Upgrade the security profile, from 2 to 3")
    void tc_083_from_2_to_3() {
        var identity = bed.registered(2, KEY);
        try (var chargePoint =
                bed.tlsChargePoint(identity, HexFormat.of().parseHex(KEY)).booted()) {
            raiseByHand(chargePoint, 3);

            chargePoint.wire().abort();
            chargePoint
                    .wire()
                    .reconnect(how -> how.tls(bed.tls().certified(identity)).withoutKey());
            chargePoint.booted();

            awaitProfile(identity, 3);
            awaitRefused(bed.tlsDialling(identity).key(HexFormat.of().parseHex(KEY)));
            chargePoint.wire().abort();
            chargePoint.wire().reconnect();
            assertThat(chargePoint.wire().isOpen()).isTrue();
        }
    }

    @Test
    @DisplayName("X-03 Guided from profile 0 to 3: certificate, profile, reset, return")
    void x_03_guided_to_profile_3() {
        var identity = bed.identity();
        bed.operator()
                .post(
                        "/api/v1/charge-points",
                        "{\"chargePointId\":\"%s\",\"securityProfile\":0}".formatted(identity))
                .expect(201);
        var key = ChargePointKey.rsa(2048);
        try (var chargePoint =
                TestChargePoint.over(
                                ChargePoint.at(bed.platform().ocppUri()).named(identity).connect())
                        .booted()) {
            begin(identity, 3, null);
            chargePoint
                    .expect(ExtendedTriggerMessage.Request.class)
                    .answer(new ExtendedTriggerMessage.Response(TriggerMessageStatus.ACCEPTED));
            chargePoint.send(new SignCertificate.Request(key.certificateRequest()));
            var signed = chargePoint.expect(CertificateSigned.Request.class);
            var chain = ChargePointKey.read(signed.request().certificateChain());
            signed.answer(new CertificateSigned.Response(CertificateSignedStatus.ACCEPTED));
            changeProfile(chargePoint, 3, ConfigurationStatus.ACCEPTED);
            reset(chargePoint, ResetStatus.ACCEPTED);

            chargePoint.wire().abort();
            chargePoint
                    .wire()
                    .reconnect(how ->
                            how.endpoint(bed.platform().ocppsUri()).tls(certified(key, chain)));
            chargePoint.booted();

            awaitUpgrade(identity, "Completed");
            awaitProfile(identity, 3);
            awaitRefused(ChargePoint.at(bed.platform().ocppUri()).named(identity));
        }
    }

    @Test
    @DisplayName("X-03 A refused reset rolls a guided upgrade back to the old profile alone")
    void x_03_refused_and_rolled_back() {
        var identity = bed.registered(1, KEY);
        try (var chargePoint = TestChargePoint.over(withoutTls(identity).connect()).booted()) {
            begin(identity, 2, null);
            changeProfile(chargePoint, 2, ConfigurationStatus.ACCEPTED);
            reset(chargePoint, ResetStatus.REJECTED);

            var ended = awaitUpgrade(identity, "RolledBack");
            assertThat(ended.path("reason").asString("")).isEqualTo("Reset: Rejected");
            awaitRefused(bed.tlsDialling(identity).key(HexFormat.of().parseHex(KEY)));
            chargePoint.wire().abort();
            chargePoint.wire().reconnect();
            assertThat(chargePoint.wire().isOpen()).isTrue();
        }
    }

    @Test
    @DisplayName("X-03 One that does not come back with the new profile in time is rolled back")
    void x_03_out_of_time() {
        var identity = bed.registered(1, KEY);
        try (var chargePoint = TestChargePoint.over(withoutTls(identity).connect()).booted()) {
            begin(identity, 2, "PT4S");
            changeProfile(chargePoint, 2, ConfigurationStatus.ACCEPTED);
            reset(chargePoint, ResetStatus.ACCEPTED);
            chargePoint.wire().abort();
            chargePoint.wire().reconnect(); // it fell back to its old profile (A05.FR.08)
            chargePoint.booted();

            assertThat(awaitUpgrade(identity, "RolledBack").path("reason").asString(""))
                    .contains("time limit");
            awaitRefused(bed.tlsDialling(identity).key(HexFormat.of().parseHex(KEY)));
        }
    }

    @Test
    @DisplayName(
            "X-03 A charge point that lives by itself is guided from profile 0 over 1 and 2 to 3")
    void x_03_simulated_all_the_way(@TempDir Path memory) {
        var identity = bed.identity();
        bed.operator()
                .post(
                        "/api/v1/charge-points",
                        "{\"chargePointId\":\"%s\",\"securityProfile\":0}".formatted(identity))
                .expect(201);
        var setup =
                Setup.of(bed.platform().ocppUri(), identity)
                        .withPace(TestBed.QUICK)
                        .withTls(new TlsSetup(bed.platform().ocppsUri(), bed.tls().trusting()))
                        .withMemory(memory.resolve(identity));
        try (var fleet = new Fleet(List.of(setup), 1, 1)) {
            fleet.powerOn(0);
            await().until(() ->
                    view(identity).path("registration").asString("").equals("Accepted"));
            for (var profile = 1; profile <= 3; profile++) {
                begin(identity, profile, null);

                var path =
                        "/api/v1/charge-points/"
                                + identity
                                + "/security-profile-upgrades/"
                                + profile;
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() ->
                                assertThat(bed.operator().get(path).text("state"))
                                        .as("%s", bed.operator().get(path))
                                        .isEqualTo("Completed"));
                awaitProfile(identity, profile);
            }
        }
        // what it was given outlives its process
        try (var fleet = new Fleet(List.of(setup), 1, 1)) {
            fleet.powerOn(0);
            await().until(() -> fleet.statistics().accepted() == 1);
            awaitProfile(identity, 3);
        }
        var certificates =
                bed.operator()
                        .get("/api/v1/charge-points/" + identity + "/certificates")
                        .expect(200);
        assertThat(certificates).hasSize(1);
    }

    private ClientTls certified(ChargePointKey key, List<X509Certificate> chain) {
        return bed.tls().trusting().withCertificate(key.keys().getPrivate(), chain);
    }

    private void begin(String identity, int securityProfile, @Nullable String timeLimit) {
        var limit = timeLimit == null ? "" : ",\"timeLimit\":\"" + timeLimit + "\"";
        bed.operator()
                .post(
                        "/api/v1/charge-points/" + identity + "/security-profile",
                        "{\"securityProfile\":%d%s}".formatted(securityProfile, limit))
                .expect(202);
    }

    private void raiseByHand(TestChargePoint chargePoint, int securityProfile) {
        var changing =
                bed.operator()
                        .ask(
                                chargePoint.identity(),
                                "change-configuration",
                                "{\"key\":\"SecurityProfile\",\"value\":\"%d\"}"
                                        .formatted(securityProfile));
        changeProfile(chargePoint, securityProfile, ConfigurationStatus.ACCEPTED);
        changing.isAnswered("Accepted");
        var resetting = bed.operator().ask(chargePoint.identity(), "reset", "{\"type\":\"Hard\"}");
        reset(chargePoint, ResetStatus.ACCEPTED);
        resetting.isAnswered("Accepted");
        await().untilAsserted(() ->
                assertThat(view(chargePoint.identity()).path("nextSecurityProfile").asInt(-1))
                        .isEqualTo(securityProfile));
    }

    private static void changeProfile(
            TestChargePoint chargePoint, int securityProfile, ConfigurationStatus answer) {
        var asked = chargePoint.expect(ChangeConfiguration.Request.class);
        assertThat(asked.request())
                .isEqualTo(
                        new ChangeConfiguration.Request(
                                "SecurityProfile", Integer.toString(securityProfile)));
        asked.answer(new ChangeConfiguration.Response(answer));
    }

    private static void reset(TestChargePoint chargePoint, ResetStatus answer) {
        var asked = chargePoint.expect(Reset.Request.class);
        assertThat(asked.request().type()).isEqualTo(ResetType.HARD);
        asked.answer(new Reset.Response(answer));
    }

    private ChargePoint.Dialling withoutTls(String identity) {
        return ChargePoint.at(bed.platform().ocppUri())
                .named(identity)
                .key(HexFormat.of().parseHex(KEY));
    }

    /** By HTTP: the port answers, and does not let it in. */
    private static void awaitRefused(ChargePoint.Dialling dialling) {
        await().untilAsserted(() ->
                assertThatThrownBy(() -> dialling.connect().close())
                        .isInstanceOfSatisfying(
                                HandshakeRefused.class,
                                refused -> assertThat(refused.status()).isIn(401, 403)));
    }

    private void awaitProfile(String identity, int securityProfile) {
        await().untilAsserted(() -> {
            var view = view(identity);
            assertThat(view.path("securityProfile").asInt(-1)).isEqualTo(securityProfile);
            assertThat(view.path("nextSecurityProfile").isNull()).isTrue();
        });
    }

    private JsonNode view(String identity) {
        return bed.operator().get("/api/v1/charge-points/" + identity).expect(200);
    }

    private JsonNode awaitUpgrade(String identity, String state) {
        var path = "/api/v1/charge-points/" + identity + "/security-profile-upgrades/1";
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(bed.operator().get(path).body().path("state").asString(""))
                                .isEqualTo(state));
        return bed.operator().get(path).body();
    }
}
