package io.mainspring.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.ConnectionNotice;
import io.mainspring.contracts.ConnectionNotice.State;
import io.mainspring.contracts.Delivery;
import io.mainspring.contracts.ReturnAddress;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import io.mainspring.testkit.Engines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A gateway on a real broker, with charge points on real sockets. */
class SocketsIT {

    private static final String STATUS =
            "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\"}";
    private static final String ACCEPTED = "{\"idTagInfo\":{\"status\":\"Accepted\"}}";

    private static TestGateway gateway;
    private static TestGateway other;
    private static TestBroker broker;

    @BeforeAll
    static void start() {
        var kafka = Engines.kafka().bootstrapServers();
        gateway =
                TestGateway.start(
                        kafka,
                        "gateway-1",
                        "mainspring.gateway.response-timeout=3s",
                        "mainspring.gateway.handshake-timeout=1s",
                        "mainspring.gateway.limits.frame-size=16KB",
                        "mainspring.gateway.limits.waiting-calls=128");
        other = TestGateway.start(kafka, "gateway-2");
        broker = new TestBroker(kafka);
    }

    @AfterAll
    static void stop() {
        broker.close();
        gateway.close();
        other.close();
    }

    @Test
    void aCommandTravelsToItsOwnerAndTheReplyBackToTheSocket() {
        broker.admit("CP-1");
        try (var cp = gateway.connect("cp-1")) {
            var connected = broker.nextNotice("CP-1");
            assertThat(connected.notice().state()).isEqualTo(State.CONNECTED);
            assertThat(connected.notice().partition()).isEqualTo(1);
            assertThat(connected.notice().gateway()).isEqualTo("gateway-1");

            cp.call("m-1", "Authorize", "{\"idTag\":\"DEADBEEF\"}");
            var request = broker.nextRequest("CP-1");
            assertThat(request.action()).isEqualTo(Action.AUTHORIZE);
            assertThat(request.returnAddress()).isEqualTo(new ReturnAddress(1, connected.epoch()));
            broker.reply(request, ACCEPTED);

            assertThat(cp.nextText()).isEqualTo("[3,\"m-1\"," + ACCEPTED + "]");
        }
        var disconnected = broker.nextNotice("CP-1");
        assertThat(disconnected.notice().state()).isEqualTo(State.DISCONNECTED);
        assertThat(disconnected.notice().reason()).isEqualTo("connection lost");
    }

    @Test
    void aHundredCallsAtOnceAreAllAnsweredInTheirOrder() {
        broker.admit("CP-14");
        try (var cp = gateway.connect("CP-14")) {
            for (int i = 0; i < 100; i++) {
                if (i % 3 == 0) {
                    cp.call("m-" + i, "Heartbeat", "{}");
                } else {
                    cp.call("m-" + i, "StatusNotification", STATUS);
                }
            }
            var answers = new ArrayList<String>();
            for (int i = 0; i < 100; i++) {
                answers.add(cp.nextText().split("\"", -1)[1]);
            }
            assertThat(answers)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 100).mapToObj(i -> "m-" + i).toList());
        }
    }

    @Test
    void whatIsReceivedInOrderIsReadByItsOwnerInOrder() {
        broker.admit("CP-15");
        try (var cp = gateway.connect("CP-15")) {
            for (int i = 0; i < 20; i++) {
                cp.call("m-" + i, "StatusNotification", STATUS);
            }
            var ids = new ArrayList<String>();
            for (int i = 0; i < 20; i++) {
                ids.add(broker.nextRequest("CP-15").uniqueId());
            }
            assertThat(ids)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 20).mapToObj(i -> "m-" + i).toList());
        }
    }

    @Test
    void anOwnerThatStaysSilentCostsInternalErrorAndNotTheSocket() {
        broker.admit("CP-2");
        try (var cp = gateway.connect("CP-2")) {
            cp.call("m-1", "Authorize", "{\"idTag\":\"DEADBEEF\"}");
            assertThat(cp.nextText()).startsWith("[4,\"m-1\",\"InternalError\"");
            cp.call("m-2", "Heartbeat", "{}");
            assertThat(cp.nextText()).startsWith("[3,\"m-2\"");
        }
    }

    @Test
    void aNewerConnectionWinsAndTheOldOneSaysNothingMore() {
        broker.admit("CP-3");
        try (var old = gateway.connect("CP-3")) {
            var first = broker.nextNotice("CP-3");
            try (var cp = gateway.connect("CP-3")) {
                assertThat(old.nextCloseCode()).isEqualTo(1000);
                var second = broker.nextNotice("CP-3");
                assertThat(second.notice().state()).isEqualTo(State.CONNECTED);
                assertThat(second.epoch()).isGreaterThan(first.epoch());

                cp.call("m-1", "StatusNotification", STATUS);
                assertThat(cp.nextText()).isEqualTo("[3,\"m-1\",{}]");
            }
            var end = broker.nextNotice("CP-3");
            assertThat(end.notice().state()).isEqualTo(State.DISCONNECTED);
            assertThat(end.epoch()).isGreaterThan(first.epoch());
            assertThat(broker.rest("CP-3")).noneMatch(r -> r.topic().equals("ocpp.connections"));
        }
    }

    @Test
    void aChargePointThatMovesToAnotherGatewayIsServedThereAndItsOldSocketGetsNothing() {
        broker.admit("CP-4");
        try (var old = gateway.connect("CP-4")) {
            old.call("m-1", "Authorize", "{\"idTag\":\"DEADBEEF\"}");
            var atOld = broker.nextRequest("CP-4");
            try (var cp = other.connect("CP-4")) {
                cp.call("m-1", "Authorize", "{\"idTag\":\"DEADBEEF\"}");
                var atNew = broker.nextRequest("CP-4");
                assertThat(atNew.returnAddress().partition()).isEqualTo(2);
                assertThat(atNew.returnAddress().epoch())
                        .isGreaterThan(atOld.returnAddress().epoch());

                // correlation closes the old one; its answer is on the way all the same
                broker.send(new Delivery.Close("CP-4", atOld.returnAddress()).toRecord());
                broker.reply(atOld, ACCEPTED);
                assertThat(old.nextCloseCode()).isEqualTo(1000);

                broker.reply(atNew, ACCEPTED);
                assertThat(cp.nextText()).isEqualTo("[3,\"m-1\"," + ACCEPTED + "]");
            }
        }
    }

    @Test
    void howeverManyDialInAtOnceOneConnectionIsPresentAndKafkaKnowsWhich() {
        broker.admit("CP-27");
        gateway.connect("CP-27").close();
        var sockets = new ConcurrentLinkedQueue<TestSocket>();
        try (var dialling = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 30; i++) {
                dialling.execute(() -> sockets.add(TestSocket.connect(gateway.port(), "cp-27")));
            }
        }
        var present = new ArrayList<TestSocket>();
        for (var socket : sockets) {
            socket.call("m-1", "Authorize", "{\"idTag\":\"A\"}");
            var first = socket.next();
            if (first.opcode() == TestSocket.TEXT) { // no owner answers: InternalError
                present.add(socket);
            } else {
                assertThat(first.closeCode()).isEqualTo(1000);
            }
        }
        assertThat(present).hasSize(1);
        var last = requireNonNull(broker.lastNotice("CP-27"));
        assertThat(last.notice().state()).isEqualTo(State.CONNECTED);
        assertThat(broker.authorizations("CP-27").getLast().returnAddress().epoch())
                .isEqualTo(last.epoch());
        sockets.forEach(TestSocket::close);
    }

    @Test
    void anEndToldLateByAnotherGatewayDoesNotStayTheLastWord() {
        broker.admit("CP-5");
        try (var cp = gateway.connect("CP-5")) {
            var connected = broker.nextNotice("CP-5");
            broker.send(
                    new ConnectionNotice(
                                    "CP-5",
                                    State.DISCONNECTED,
                                    2,
                                    "gateway-2",
                                    connected.epoch() - 1,
                                    Instant.now(),
                                    0,
                                    "10.0.0.1:1",
                                    "connection lost")
                            .toRecord());
            assertThat(broker.nextNotice("CP-5").notice().state()).isEqualTo(State.DISCONNECTED);

            var again = broker.nextNotice("CP-5");
            assertThat(again.notice().state()).isEqualTo(State.CONNECTED);
            assertThat(again.epoch()).isEqualTo(connected.epoch());
            assertThat(again.notice().at()).isEqualTo(connected.notice().at());
            assertThat(again.offset()).isGreaterThan(connected.offset());

            cp.call("m-1", "Authorize", "{\"idTag\":\"A\"}");
            assertThat(broker.nextRequest("CP-5").returnAddress().epoch())
                    .isEqualTo(connected.epoch());
        }
    }

    @Test
    void aGatewayThatComesBackEndsTheConnectionsOfItsEarlierLife() {
        broker.send(
                new ConnectionNotice(
                                "CP-6",
                                State.CONNECTED,
                                3,
                                "gateway-3",
                                null,
                                Instant.now(),
                                0,
                                "10.0.0.1:1",
                                null)
                        .toRecord());
        var orphan = broker.nextNotice("CP-6");
        try (var _ = TestGateway.start(Engines.kafka().bootstrapServers(), "gateway-3")) {
            var ended = broker.nextNotice("CP-6");
            assertThat(ended.notice().state()).isEqualTo(State.DISCONNECTED);
            assertThat(ended.epoch()).isEqualTo(orphan.epoch());
        }
    }

    @Test
    void aStaleDeliveryIsDroppedAndCounted() {
        broker.admit("CP-7");
        try (var cp = gateway.connect("CP-7")) {
            cp.call("m-1", "Authorize", "{\"idTag\":\"DEADBEEF\"}");
            var request = broker.nextRequest("CP-7");
            var earlier =
                    new ReturnAddress(
                            request.returnAddress().partition(),
                            request.returnAddress().epoch() - 1);
            broker.send(
                    new Delivery.Reply("CP-7", earlier, "m-1", "{}".getBytes(UTF_8)).toRecord());
            broker.reply(request, ACCEPTED);

            assertThat(cp.nextText()).contains("Accepted");
            assertThat(gateway.count("ocpp.deliveries.dropped", "reason", "stale"))
                    .isGreaterThanOrEqualTo(1);
        }
    }

    @Test
    void aCallIsSentAndItsAnswerGoesToCorrelation() {
        broker.admit("CP-8");
        try (var cp = gateway.connect("CP-8")) {
            var connected = broker.nextNotice("CP-8");
            broker.send(
                    new Delivery.Send(
                                    "CP-8",
                                    new ReturnAddress(1, connected.epoch()),
                                    "call-1",
                                    Action.RESET,
                                    Instant.now().plusSeconds(30),
                                    "{\"type\":\"Soft\"}".getBytes(UTF_8))
                            .toRecord());
            assertThat(cp.nextText()).isEqualTo("[2,\"call-1\",\"Reset\",{\"type\":\"Soft\"}]");
            cp.text("[3,\"call-1\",{\"status\":\"Accepted\"}]");

            var result = broker.nextResult("CP-8");
            assertThat(result.uniqueId()).isEqualTo("call-1");
            assertThat(result.epoch()).isEqualTo(connected.epoch());
        }
    }

    @Test
    void anUnreadableTransactionMessageIsKeptAsItCameAndRefused() {
        broker.admit("CP-9");
        var frame = "[2,\"m-1\",\"StopTransaction\",{\"meterStop\":\"much\"}]";
        try (var cp = gateway.connect("CP-9")) {
            cp.text(frame);
            assertThat(cp.nextText()).startsWith("[4,\"m-1\",\"");

            var kept = broker.nextUnreadable("CP-9");
            assertThat(kept.value()).asString().isEqualTo(frame);
            assertThat(kept.headers().lastHeader("ocpp-action").value())
                    .asString()
                    .isEqualTo("StopTransaction");
            assertThat(kept.headers().headers("ocpp-error-code")).isNotEmpty();
            assertThat(kept.headers().headers("ocpp-error-description")).isNotEmpty();
            assertThat(kept.headers().headers("occurred-at")).isNotEmpty();
        }
    }

    @Test
    void aChangeOfRegistrationReachesAnOpenSocket() {
        broker.admit("CP-10", null);
        try (var cp = gateway.connect("CP-10")) {
            cp.call("m-1", "Heartbeat", "{}");
            assertThat(cp.nextText()).contains("SecurityError");
            broker.admit("CP-10");
            await().untilAsserted(() -> {
                cp.call("m-2", "Heartbeat", "{}");
                assertThat(cp.nextText()).startsWith("[3,");
            });
        }
    }

    @Test
    void aBootThatIsAcceptedOpensTheSocketForWhatFollowsAtOnce() {
        broker.admit("CP-11", RegistrationStatus.PENDING);
        try (var cp = gateway.connect("CP-11")) {
            cp.call(
                    "m-1",
                    "BootNotification",
                    "{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}");
            cp.call("m-2", "StatusNotification", STATUS);
            broker.reply(
                    broker.nextRequest("CP-11"),
                    "{\"status\":\"Accepted\",\"currentTime\":\"2026-03-01T10:00:00Z\",\"interval\":60}");
            assertThat(cp.nextText()).startsWith("[3,\"m-1\"");
            assertThat(cp.nextText()).isEqualTo("[3,\"m-2\",{}]");
        }
    }

    @Test
    void aChargePointThatIsRemovedLosesItsSocketAndCannotComeBack() {
        broker.admit("CP-12");
        try (var cp = gateway.connect("CP-12")) {
            broker.forget("CP-12");
            assertThat(cp.nextCloseCode()).isEqualTo(1008);
        }
        try (var refused = TestSocket.connect(gateway.port(), "CP-12")) {
            assertThat(refused.status()).isEqualTo(404);
        }
    }

    @Test
    void tooManyUnansweredCallsCloseTheSocketWith1008() {
        broker.admit("CP-13");
        try (var cp = gateway.connect("CP-13")) {
            for (int i = 0; i < 140; i++) {
                cp.call("m-" + i, "Authorize", "{\"idTag\":\"DEADBEEF\"}");
            }
            assertThat(cp.nextCloseCode()).isEqualTo(1008);
        }
    }

    @Test
    void aFrameThatIsTooBigClosesTheSocketWith1009() {
        broker.admit("CP-16");
        try (var cp = gateway.connect("CP-16")) {
            cp.call("m-1", "DataTransfer", "{\"vendorId\":\"%s\"}".formatted("x".repeat(17_000)));
            assertThat(cp.nextCloseCode()).isEqualTo(1009);
        }
    }

    @Test
    void fragmentsThatAddUpToTooMuchCloseTheSocketWith1009() {
        broker.admit("CP-17");
        try (var cp = gateway.connect("CP-17")) {
            cp.sendFragment(TestSocket.TEXT, "[2,\"m-1\"".repeat(1_000).getBytes(UTF_8));
            cp.sendFragment(0, ",\"m-1\"".repeat(2_000).getBytes(UTF_8));
            assertThat(cp.nextCloseCode()).isEqualTo(1009);
        }
    }

    @Test
    void fragmentsAreOneFrame() {
        broker.admit("CP-18");
        try (var cp = gateway.connect("CP-18")) {
            cp.sendFragment(TestSocket.TEXT, "[2,\"m-1\",".getBytes(UTF_8));
            cp.sendFragment(0, "\"Heartbeat\"".getBytes(UTF_8));
            cp.send(0, ",{}]".getBytes(UTF_8));
            assertThat(cp.nextText()).startsWith("[3,\"m-1\"");
        }
    }

    @Test
    void binaryFramesCloseTheSocketWith1003() {
        broker.admit("CP-19");
        try (var cp = gateway.connect("CP-19")) {
            cp.send(TestSocket.BINARY, "[2,\"m-1\",\"Heartbeat\",{}]".getBytes(UTF_8));
            assertThat(cp.nextCloseCode()).isEqualTo(1003);
        }
    }

    @Test
    void textThatIsNoUtf8IsGarbageLikeAnyOther() {
        broker.admit("CP-20");
        try (var cp = gateway.connect("CP-20")) {
            cp.send(TestSocket.TEXT, new byte[] {'[', '"', (byte) 0xc3, (byte) 0x28, '"', ']'});
            cp.call("m-1", "Heartbeat", "{}");
            assertThat(cp.nextText()).startsWith("[3,\"m-1\"");
        }
    }

    @Test
    void whoeverConnectsAndSaysNothingIsNotWaitedFor() throws IOException {
        try (var silent = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            silent.setSoTimeout(5_000);
            silent.getOutputStream().write("GET /ocpp/CP-1 HT".getBytes(UTF_8));
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aPingIsAnsweredWithItsOwnPayload() {
        broker.admit("CP-21");
        try (var cp = gateway.connect("CP-21")) {
            cp.send(TestSocket.PING, "are you there".getBytes(UTF_8));
            var pong = cp.next();
            assertThat(pong.opcode()).isEqualTo(TestSocket.PONG);
            assertThat(pong.text()).isEqualTo("are you there");
        }
    }

    @Test
    void anIdleSocketOutlivesTheTimeOutOfTheHandshake() {
        broker.admit("CP-22");
        try (var cp = gateway.connect("CP-22")) {
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            cp.call("m-1", "Heartbeat", "{}");
            assertThat(cp.nextText()).startsWith("[3,\"m-1\"");
        }
    }

    @Test
    void aCloseOfTheChargePointIsAnsweredAndToldWithItsCode() {
        broker.admit("CP-23");
        try (var cp = gateway.connect("CP-23")) {
            broker.nextNotice("CP-23");
            cp.send(TestSocket.CLOSE, new byte[] {0x03, (byte) 0xe9});
            assertThat(cp.nextCloseCode()).isEqualTo(1001);
            assertThat(broker.nextNotice("CP-23").notice().reason())
                    .isEqualTo("closed by the charge point: 1001");
        }
    }

    @Test
    void aChargePointThatDiesSilentlyIsFoundOutByItsMissingPong() {
        broker.admit("CP-24");
        try (var impatient =
                        TestGateway.start(
                                Engines.kafka().bootstrapServers(),
                                "gateway-0",
                                "mainspring.gateway.ping-interval=300ms");
                var cp = impatient.connect("CP-24")) {
            broker.nextNotice("CP-24");
            assertThat(cp.next().opcode()).isEqualTo(TestSocket.PING); // and no pong
            assertThat(broker.nextNotice("CP-24").notice().reason()).isEqualTo("no sign of life");
        }
    }

    @Test
    void aGatewayThatEndsClosesItsSocketsWith1001AndSaysSo() {
        broker.admit("CP-25");
        var ending = TestGateway.start(Engines.kafka().bootstrapServers(), "gateway-7");
        try (var cp = ending.connect("CP-25")) {
            broker.nextNotice("CP-25");
            var stopping = Thread.ofVirtual().start(ending::close);
            assertThat(cp.nextCloseCode()).isEqualTo(1001);
            cp.send(TestSocket.CLOSE, new byte[] {0x03, (byte) 0xe9});
            var notice = broker.nextNotice("CP-25").notice();
            assertThat(notice.state()).isEqualTo(State.DISCONNECTED);
            assertThat(notice.reason()).isEqualTo("going away");
            await().atMost(Duration.ofSeconds(10)).until(() -> !stopping.isAlive());
        }
    }

    @Test
    void aChargePointThatTalksTooFastIsReadMoreSlowlyAndLosesNothing() {
        broker.admit("CP-26");
        try (var slow =
                        TestGateway.start(
                                Engines.kafka().bootstrapServers(),
                                "gateway-8",
                                "mainspring.gateway.limits.frames-per-second=20",
                                "mainspring.gateway.limits.frame-burst=5");
                var cp = slow.connect("CP-26")) {
            long start = System.nanoTime();
            for (int i = 0; i < 25; i++) {
                cp.call("m-" + i, "Heartbeat", "{}");
            }
            for (int i = 0; i < 25; i++) {
                assertThat(cp.nextText()).startsWith("[3,\"m-" + i + "\"");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThan(Duration.ofMillis(800));
        }
    }
}
