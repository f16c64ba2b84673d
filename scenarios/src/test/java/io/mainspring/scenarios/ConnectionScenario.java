package io.mainspring.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.v16.action.ChangeConfiguration;
import io.mainspring.ocpp.v16.action.ClearCache;
import io.mainspring.ocpp.v16.action.Heartbeat;
import io.mainspring.ocpp.v16.type.ClearCacheStatus;
import io.mainspring.ocpp.v16.type.ConfigurationStatus;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.scenarios.bed.TestChargePoint;
import io.mainspring.simulator.scripted.ChargePoint;
import io.mainspring.simulator.wire.HandshakeRefused;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@OnThePlatform
@DisplayName("The connection: handshake, credentials, order, two sockets of one charge point")
class ConnectionScenario {

    /** NUL and a colon among them: a key is bytes, not text. */
    private static final String KEY = "003a0001020304050607f8f9fafbfcfdfeff3a00";

    private static final String OTHER_KEY = "ffeeddccbbaa99887766554433221100ffeeddcc";

    private final TestBed bed;

    ConnectionScenario(TestBed bed) {
        this.bed = bed;
    }

    @Test
    @DisplayName("TC_088_CSMS WebSocket subprotocol negotiation")
    void tc_088_subprotocol_negotiation() {
        assertThat(refusal(dialling().subprotocols("ocpp0.1"))).isBetween(400, 499);
        try (var chargePoint = dialling().subprotocols("ocpp0.1,ocpp1.6").connect()) {
            assertThat(chargePoint.subprotocol()).isEqualTo("ocpp1.6");
        }
    }

    @Test
    @DisplayName("X-11 Of two sockets of one charge point the newer one counts")
    void x_11_newest_wins() {
        try (var old = bed.chargePoint().booted();
                var young = TestChargePoint.connected(bed.platform().ocppUri(), old.identity())) {
            old.wire().awaitClosed();

            var asking = bed.operator().ask(old.identity(), "clear-cache", "{}");
            young.expect(ClearCache.Request.class)
                    .answer(new ClearCache.Response(ClearCacheStatus.ACCEPTED));

            asking.isAnswered("Accepted");
            young.send(new Heartbeat.Request());
        }
    }

    @Test
    @DisplayName("X-11 A command that was under way over the older socket is not reported as done")
    void x_11_command_in_between() {
        try (var old = bed.chargePoint().booted()) {
            var asking = bed.operator().ask(old.identity(), "clear-cache", "{}");
            var asked = old.expect(ClearCache.Request.class);
            try (var young = TestChargePoint.connected(bed.platform().ocppUri(), old.identity())) {
                old.wire().awaitClosed();
                asked.answer(new ClearCache.Response(ClearCacheStatus.ACCEPTED));

                assertThat(asking.await().text("status")).isIn("Superseded", "ConnectionLost");
                young.send(new Heartbeat.Request());
            }
        }
    }

    @Test
    @DisplayName("X-14 A hundred CALLs at once are all answered, in their order")
    void x_14_hundred_calls() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            chargePoint.wire().forget();
            var sent =
                    IntStream.range(0, 100)
                            .mapToObj(number ->
                                    number % 10 == 0
                                            ? "[2,\"c-%d\",\"Authorize\",{\"idTag\":\"%s\"}]"
                                                    .formatted(number, idTag.value())
                                            : "[2,\"c-%d\",\"Heartbeat\",{}]".formatted(number))
                            .toList();
            sent.forEach(chargePoint.wire()::sendRaw);
            chargePoint.wire().awaitText("\"c-99\"");

            assertThat(chargePoint.wire().texts())
                    .zipSatisfy(
                            IntStream.range(0, 100).mapToObj(n -> "[3,\"c-" + n + "\",").toList(),
                            (text, start) -> assertThat(text).startsWith(start));
            chargePoint.wire().forget(); // what was sent raw has answers that nobody waits for
        }
    }

    @Test
    @DisplayName("X-17 Only the right key opens, whatever bytes it consists of")
    void x_17_credentials() {
        var identity = registeredWithKey(KEY);
        var other = registeredWithKey(OTHER_KEY);

        assertThat(refusal(at(identity))).as("none").isEqualTo(401);
        assertThat(refusal(at(identity).key("wrong password 01".getBytes(UTF_8))))
                .as("wrong password")
                .isEqualTo(401);
        assertThat(refusal(at(identity).user("somebody").key(bytes(KEY))))
                .as("wrong user")
                .isEqualTo(401);
        assertThat(refusal(at(identity).key(bytes(OTHER_KEY))))
                .as("the key of " + other)
                .isEqualTo(401);
        assertThat(refusal(at(identity).key(new byte[0]))).as("empty password").isEqualTo(401);
        try (var chargePoint = TestChargePoint.over(at(identity).key(bytes(KEY)).connect())) {
            chargePoint.booted();
        }
    }

    @Test
    @DisplayName(
            "X-20 After an accepted AuthorizationKey the new key opens and the old one does not")
    void x_20_key_rotation() {
        var identity = registeredWithKey(KEY);
        try (var chargePoint = TestChargePoint.over(at(identity).key(bytes(KEY)).connect())) {
            chargePoint.booted();
            changeKey(chargePoint, "11".repeat(20), ConfigurationStatus.REJECTED);
            chargePoint.wire().abort();
            chargePoint.wire().reconnect();

            changeKey(chargePoint, OTHER_KEY, ConfigurationStatus.ACCEPTED);
            chargePoint.wire().abort();
            await().untilAsserted(
                            () -> assertThat(refusal(at(identity).key(bytes(KEY)))).isEqualTo(401));
            chargePoint.wire().reconnect(bytes(OTHER_KEY));
            chargePoint.send(new Heartbeat.Request());
        }
    }

    private void changeKey(TestChargePoint chargePoint, String key, ConfigurationStatus answer) {
        var asking =
                bed.operator()
                        .ask(
                                chargePoint.identity(),
                                "change-configuration",
                                "{\"key\":\"AuthorizationKey\",\"value\":\"" + key + "\"}");
        var asked = chargePoint.expect(ChangeConfiguration.Request.class);
        assertThat(asked.request().key()).isEqualTo("AuthorizationKey");
        assertThat(asked.request().value()).isEqualToIgnoringCase(key);
        asked.answer(new ChangeConfiguration.Response(answer));
        asking.isAnswered(answer.wireName());
    }

    @Test
    @DisplayName("X-22 An identity is decoded exactly once, and has its limits")
    void x_22_identities() {
        for (var identity :
                List.of(
                        bed.identity() + " with blank",
                        bed.identity() + " Zürich",
                        bed.identity() + "/slash",
                        bed.identity() + "%20",
                        bed.identity() + "+",
                        "x".repeat(40) + bed.identity().substring(0, 4) + "1234")) {
            try (var chargePoint = TestChargePoint.connected(bed.platform().ocppUri(), identity)) {
                chargePoint.booted();
                assertThat(
                                bed.database()
                                        .awaitRow(
                                                "chargepoint",
                                                "select charge_point_id from charge_point"
                                                        + " where charge_point_key = ?",
                                                identity.toLowerCase(Locale.ROOT)))
                        .containsEntry("charge_point_id", identity);
            }
        }
        assertThat(refusal(at("x".repeat(300)))).isIn(400, 404);
        assertThat(refusal(at("with:colon"))).isIn(400, 404);
    }

    @Test
    @DisplayName("X-23 The subprotocol's name is case-sensitive, and may stand in any header line")
    void x_23_subprotocol_lines() {
        assertThat(refusal(dialling().subprotocols("OCPP1.6"))).isBetween(400, 499);
        assertThat(refusal(dialling().subprotocols())).isBetween(400, 499);
        try (var chargePoint = dialling().subprotocols("ocpp0.1", "ocpp1.6").connect()) {
            assertThat(chargePoint.subprotocol()).isEqualTo("ocpp1.6");
        }
        try (var chargePoint = dialling().subprotocols("ocpp1.6 , ocpp1.5").connect()) {
            assertThat(chargePoint.subprotocol()).isEqualTo("ocpp1.6");
        }
    }

    private ChargePoint.Dialling dialling() {
        return at(bed.identity());
    }

    private ChargePoint.Dialling at(String identity) {
        return ChargePoint.at(bed.platform().ocppUri()).named(identity);
    }

    /** @return the HTTP status; 101 if it was let in */
    private static int refusal(ChargePoint.Dialling dialling) {
        try (var _ = dialling.connect()) {
            return 101;
        } catch (HandshakeRefused refused) {
            return refused.status();
        }
    }

    /** Registered with Basic authentication, and the gateway knows. */
    private String registeredWithKey(String key) {
        var identity = bed.identity();
        bed.operator()
                .post(
                        "/api/v1/charge-points",
                        """
                        {"chargePointId":"%s","securityProfile":1,"authorizationKey":"%s"}\
                        """
                                .formatted(identity, key))
                .expect(201);
        await().until(() -> refusal(at(identity)) == 401);
        return identity;
    }

    private static byte[] bytes(String hexadecimal) {
        return HexFormat.of().parseHex(hexadecimal);
    }
}
