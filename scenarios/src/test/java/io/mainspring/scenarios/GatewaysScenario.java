package io.mainspring.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.v16.action.ClearCache;
import io.mainspring.ocpp.v16.action.Heartbeat;
import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.ocpp.v16.type.ClearCacheStatus;
import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.scenarios.bed.TestChargePoint;
import io.mainspring.simulator.wire.HandshakeRefused;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@OnThePlatform
@DisplayName("Two gateways beside each other")
class GatewaysScenario {

    private final TestBed bed;
    private final URI one;
    private final URI other;

    GatewaysScenario(TestBed bed) {
        this.bed = bed;
        this.one = bed.platform().ocppUris().get(0);
        this.other = bed.platform().ocppUris().get(1);
    }

    @Test
    @DisplayName("Commands and answers reach the gateway that holds the socket")
    void commandsAndAnswersReachTheRightSocket() {
        try (var here = bed.chargePointAt(one).booted();
                var there = bed.chargePointAt(other).booted()) {
            var askingHere = bed.operator().ask(here.identity(), "clear-cache", "{}");
            var askingThere = bed.operator().ask(there.identity(), "clear-cache", "{}");
            here.expect(ClearCache.Request.class)
                    .answer(new ClearCache.Response(ClearCacheStatus.ACCEPTED));
            there.expect(ClearCache.Request.class)
                    .answer(new ClearCache.Response(ClearCacheStatus.REJECTED));

            askingHere.isAnswered("Accepted");
            askingThere.isAnswered("Rejected");
        }
    }

    @Test
    @DisplayName("A charge point that moves from one gateway to the other loses nothing")
    void movingLosesNothing() {
        var idTag = bed.idTag();
        try (var before = bed.chargePointAt(one).booted()) {
            var start = new StartTransaction.Request(1, idTag, 100, null, TestChargePoint.now());
            var started = before.send(start);
            try (var after = TestChargePoint.connected(other, before.identity())) {
                before.wire().awaitClosed();

                assertThat(after.send(start)).isEqualTo(started);
                var asking = bed.operator().ask(after.identity(), "clear-cache", "{}");
                after.expect(ClearCache.Request.class)
                        .answer(new ClearCache.Response(ClearCacheStatus.ACCEPTED));
                asking.isAnswered("Accepted");
                after.stop(started.transactionId(), 600, StopReason.LOCAL, idTag);
            }
            await().untilAsserted(() ->
                    assertThat(
                                    bed.operator()
                                            .get("/api/v1/transactions/" + started.transactionId())
                                            .text("energyWh"))
                            .isEqualTo("500"));
        }
    }

    @Test
    @DisplayName("An answer given to the old gateway is not taken for one of the new connection")
    void staleAnswersAreDropped() {
        try (var before = bed.chargePointAt(one).booted()) {
            var asking = bed.operator().ask(before.identity(), "clear-cache", "{}");
            var asked = before.expect(ClearCache.Request.class);
            try (var after = TestChargePoint.connected(other, before.identity())) {
                asked.answer(new ClearCache.Response(ClearCacheStatus.ACCEPTED));
                before.wire().awaitClosed();

                // it was either answered in time over the old socket, or it is over: never both
                var end = asking.await().text("status");
                assertThat(end).isIn("Answered", "Superseded", "ConnectionLost");
                var next = bed.operator().ask(after.identity(), "clear-cache", "{}");
                after.expect(ClearCache.Request.class)
                        .answer(new ClearCache.Response(ClearCacheStatus.REJECTED));
                next.isAnswered("Rejected");
            }
        }
    }

    @Test
    @DisplayName("A gateway that restarts between start and stop loses nothing")
    void aRestartLosesNothing() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePointAt(other).booted()) {
            var transactionId = chargePoint.charging(idTag);

            bed.platform().restartGateway(1);
            chargePoint.wire().awaitClosed();
            await().atMost(Duration.ofSeconds(30)).until(() -> isBack(chargePoint));
            chargePoint.send(new Heartbeat.Request());
            chargePoint.stop(transactionId, 42, StopReason.LOCAL, idTag);

            await().untilAsserted(() ->
                    assertThat(
                                    bed.operator()
                                            .get("/api/v1/transactions/" + transactionId)
                                            .text("energyWh"))
                            .isEqualTo("42"));
        }
    }

    private static boolean isBack(TestChargePoint chargePoint) {
        try {
            chargePoint.wire().reconnect();
            return true;
        } catch (HandshakeRefused _) {
            return false;
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException) {
                return false;
            }
            throw e;
        }
    }
}
