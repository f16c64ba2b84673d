package io.mainspring.simulator.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.frame.Frame;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.Authorize;
import io.mainspring.ocpp.v16.action.ClearCache;
import io.mainspring.ocpp.v16.action.Heartbeat;
import io.mainspring.ocpp.v16.action.Reset;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.ClearCacheStatus;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.simulator.centralsystem.TinyCentralSystem;
import io.mainspring.simulator.wire.CallUnanswered;
import io.mainspring.simulator.wire.Closing;
import io.mainspring.simulator.wire.HandshakeRefused;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChargePointTest {

    private static final byte[] KEY = {
        0, 1, 2, 3, 0x3a, 5, 6, 7, (byte) 0xff, 9, 10, 11, 12, 13, 14, 15
    };

    private final TinyCentralSystem centralSystem = new TinyCentralSystem();

    private ChargePoint.Dialling cp7() {
        return ChargePoint.at(centralSystem.endpoint())
                .named("CP-7")
                .patience(Duration.ofMillis(500));
    }

    @AfterEach
    void end() {
        centralSystem.close();
    }

    @Test
    void anAnswerComesTyped() {
        try (var chargePoint = cp7().connect()) {
            var answer = chargePoint.send(new Authorize.Request(new IdToken("DEADBEEF")));

            assertThat(answer.idTagInfo().status()).isEqualTo(AuthorizationStatus.ACCEPTED);
        }
    }

    @Test
    void aCallErrorIsThrownWithItsFrame() {
        centralSystem.refuse(Action.HEARTBEAT, OcppErrorCode.SECURITY_ERROR);
        try (var chargePoint = cp7().connect()) {
            assertThatThrownBy(() -> chargePoint.send(new Heartbeat.Request()))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo("SecurityError"));
        }
    }

    @Test
    void silenceIsNoticed() {
        centralSystem.ignore(Action.HEARTBEAT);
        try (var chargePoint = cp7().connect()) {
            assertThatThrownBy(() -> chargePoint.send(new Heartbeat.Request()))
                    .isInstanceOf(CallUnanswered.class);
        }
    }

    @Test
    void aRequestOfTheCentralSystemWaitsUntilItIsExpectedAndAnswered() {
        try (var chargePoint = cp7().connect()) {
            var answered =
                    CompletableFuture.supplyAsync(
                            () -> centralSystem.ask(new ClearCache.Request()));

            var asked = chargePoint.expect(ClearCache.Request.class);
            asked.answer(new ClearCache.Response(ClearCacheStatus.ACCEPTED));

            assertThat(answered.join()).isInstanceOf(Frame.CallResult.class);
            assertThat(chargePoint.unexpected()).isEmpty();
            assertThatThrownBy(() -> chargePoint.expect(Reset.Request.class))
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void everyFrameIsKeptAsItCame() {
        try (var chargePoint = cp7().connect()) {
            var sent = chargePoint.submit("m-1", new Heartbeat.Request());
            sent.await();
            chargePoint.sendRaw("[2,\"m-2\",\"Heartbeat\",{}]");

            assertThat(chargePoint.awaitText("m-2")).startsWith("[3,\"m-2\",{\"currentTime\":\"");
            assertThat(chargePoint.texts()).hasSize(2);
            assertThat(chargePoint.exchanges())
                    .singleElement()
                    .satisfies(exchange -> {
                        assertThat(exchange.action()).isEqualTo(Action.HEARTBEAT);
                        assertThat(exchange.kind()).isEqualTo(Exchange.Kind.RESPONSE);
                        assertThat(exchange.text()).startsWith("[3,\"m-1\"");
                        assertThat(exchange.took()).isPositive();
                    });
        }
    }

    @Test
    void aKeyIsSentAsTheBytesItConsistsOf() {
        centralSystem.demandKey(KEY);

        assertThatThrownBy(() -> cp7().connect())
                .isInstanceOfSatisfying(
                        HandshakeRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(401));
        try (var chargePoint = cp7().key(KEY).connect()) {
            assertThat(chargePoint.isOpen()).isTrue();
        }
    }

    @Test
    void anIdentityIsPercentEncodedOnce() {
        try (var chargePoint = cp7().named("RDAM 12/3ü").connect()) {
            assertThat(chargePoint.isOpen()).isTrue();
        }
        assertThat(centralSystem.paths()).containsExactly("/ocpp/RDAM%2012%2F3%C3%BC");
    }

    @Test
    void aMissingSubprotocolInTheUpgradeIsARefusal() {
        assertThatThrownBy(() -> cp7().subprotocols("ocpp0.1").connect())
                .isInstanceOf(HandshakeRefused.class);
    }

    @Test
    void theEndOfTheConnectionIsNoticedAndTheNextOneWorks() {
        try (var chargePoint = cp7().connect()) {
            centralSystem.cut();

            assertThat(chargePoint.awaitClosed().code()).isEqualTo(Closing.ABNORMAL);
            assertThat(chargePoint.reconnect().send(new Heartbeat.Request())).isNotNull();
        }
    }
}
