package io.mainspring.gateway.listener;

import io.mainspring.gateway.connection.Connections;
import io.mainspring.gateway.handshake.Handshake;
import io.mainspring.gateway.handshake.HandshakeRequest;
import io.mainspring.gateway.handshake.Verdict;
import io.mainspring.gateway.pipe.CloseReason;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.AttributeKey;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.resources.LoopResources;

/**
 * The OCPP port. It is bound as soon as the context starts, so that its number is known, and turns
 * every handshake away with 503 until everything is ready that a socket needs.
 */
public final class OcppListener implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OcppListener.class);
    private static final Duration DRAIN_STEP = Duration.ofMillis(100);
    private static final int SMALLEST_WAVE = 50;

    /** Ends a connection whose request does not come. */
    private static final AttributeKey<@Nullable Future<?>> HANDSHAKE =
            AttributeKey.valueOf(OcppListener.class, "handshake");

    private final ListenerSettings settings;
    private final ListenerTransport transport;
    private final Handshake handshake;
    private final Connections connections;
    private final BooleanSupplier ready;
    private final IntConsumer whenAnswered;
    private final HandshakeBudget budget;
    private @Nullable LoopResources loops;
    private @Nullable DisposableServer server;
    private volatile boolean draining;

    /**
     * @param ready whether handshakes may be granted
     * @param whenAnswered counts handshakes by HTTP status
     */
    public OcppListener(
            ListenerSettings settings,
            ListenerTransport transport,
            Handshake handshake,
            Connections connections,
            BooleanSupplier ready,
            IntConsumer whenAnswered) {
        this.settings = settings;
        this.transport = transport;
        this.handshake = handshake;
        this.connections = connections;
        this.ready = ready;
        this.whenAnswered = whenAnswered;
        this.budget = new HandshakeBudget(settings.handshakesPerSecond(), System::nanoTime);
    }

    /**
     * The port that charge points dial.
     *
     * @throws IllegalStateException if the listener is not started
     */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("the OCPP port is not open");
        }
        return server.port();
    }

    @Override
    public void start() {
        loops = LoopResources.create("ocpp", settings.eventLoops(), true);
        var plain =
                HttpServer.create()
                        .host(settings.bindAddress())
                        .port(settings.port())
                        .runOn(loops)
                        .option(ChannelOption.SO_BACKLOG, 4096)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .doOnChannelInit((_, channel, _) -> expectHandshake(channel))
                        .handle(this::answer);
        draining = false;
        server = transport.configure(plain).bindNow();
        log.info("OCPP port open port={}", server.port());
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /** Stops accepting and closes all sockets in waves, so that the fleet does not return at once. */
    @Override
    public void stop(Runnable callback) {
        Thread.ofVirtual()
                .name("gateway-drain")
                .start(() -> {
                    try {
                        drain();
                    } finally {
                        callback.run();
                    }
                });
    }

    private void drain() {
        draining = true;
        if (server != null) {
            server.disposeNow(Duration.ofSeconds(1));
        }
        long deadline = System.nanoTime() + settings.drainTimeout().toNanos();
        int steps =
                Math.max(1, (int) settings.drainTimeout().dividedBy(DRAIN_STEP.multipliedBy(2)));
        int wave = Math.max(SMALLEST_WAVE, connections.open() / steps + 1);
        try {
            while (connections.open() > 0 && System.nanoTime() < deadline) {
                connections.close(wave, CloseReason.DRAINING);
                TimeUnit.NANOSECONDS.sleep(DRAIN_STEP.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.info("OCPP port closed connectionsLeft={}", connections.open());
        if (loops != null) {
            loops.disposeLater(Duration.ZERO, Duration.ofSeconds(2)).block(Duration.ofSeconds(3));
        }
        server = null;
    }

    /** Whoever connects and then says nothing, or says it byte by byte, is not waited for. */
    private void expectHandshake(Channel channel) {
        channel.attr(HANDSHAKE)
                .set(
                        channel.eventLoop()
                                .schedule(
                                        () -> {
                                            var _ = channel.close();
                                        },
                                        settings.handshakeTimeout().toMillis(),
                                        TimeUnit.MILLISECONDS));
    }

    private static void handshakeDone(Channel channel) {
        var timeOut = channel.attr(HANDSHAKE).getAndSet(null);
        if (timeOut != null) {
            timeOut.cancel(false);
        }
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        if (draining || !ready.getAsBoolean()) {
            return unavailable(response, "not ready");
        }
        if (connections.open() >= settings.connections()) {
            return unavailable(response, "too many connections");
        }
        if (!budget.tryTake()) {
            return unavailable(response, "too many handshakes");
        }
        var channel = channelOf(request);
        handshakeDone(channel);
        return switch (handshake.judge(asked(request, channel))) {
            case Verdict.Granted granted -> grant(request, response, channel, granted);
            case Verdict.Refused refused -> refuse(response, refused, channel);
            case Verdict.GrantedToBeClosed closed -> grantAndClose(request, response, closed);
        };
    }

    private HandshakeRequest asked(HttpServerRequest request, Channel channel) {
        var headers = request.requestHeaders();
        return new HandshakeRequest(
                request.uri(),
                headers.get(HttpHeaderNames.AUTHORIZATION),
                headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL),
                request.method().equals(HttpMethod.GET)
                        && headers.containsValue(
                                HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true),
                transport.of(channel));
    }

    /** Netty matches protocols literally, so it is given what has been agreed on, and that alone. */
    private Publisher<Void> grant(
            HttpServerRequest request,
            HttpServerResponse response,
            Channel channel,
            Verdict.Granted granted) {
        whenAnswered.accept(101);
        var spec =
                WebsocketServerSpec.builder()
                        .maxFramePayloadLength(settings.frameBytes())
                        .handlePing(true);
        var headers = request.requestHeaders();
        if (granted.subprotocol() == null) {
            headers.remove(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        } else {
            headers.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, granted.subprotocol());
            spec.protocols(granted.subprotocol());
        }
        return response.sendWebsocket(
                (inbound, _) -> {
                    var closed =
                            connections.accept(
                                    channel,
                                    inbound,
                                    granted.chargePointId(),
                                    granted.securityProfile(),
                                    granted.admission());
                    // it may have changed during the upgrade, when there was no connection to tell
                    var now = handshake.admissionOf(granted.chargePointId());
                    if (now != null) {
                        connections.admitted(now);
                    }
                    return closed;
                },
                spec.build());
    }

    private Publisher<Void> grantAndClose(
            HttpServerRequest request,
            HttpServerResponse response,
            Verdict.GrantedToBeClosed closed) {
        whenAnswered.accept(101);
        log.warn("no common subprotocol chargePoint={}", closed.identity());
        request.requestHeaders().remove(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        var reason = CloseReason.NO_COMMON_SUBPROTOCOL;
        return response.sendWebsocket(
                (_, outbound) -> outbound.sendClose(reason.code(), reason.text()));
    }

    private Publisher<Void> refuse(
            HttpServerResponse response, Verdict.Refused refused, Channel channel) {
        whenAnswered.accept(refused.status());
        boolean security = refused.status() == 401 || refused.status() == 403;
        log.atLevel(security ? Level.WARN : Level.INFO)
                .log(
                        "handshake refused chargePoint={} status={} reason={} remoteAddress={}",
                        refused.identity(),
                        refused.status(),
                        refused.reason(),
                        channel.remoteAddress());
        response.status(refused.status());
        if (refused.status() == 401) {
            response.header(
                    HttpHeaderNames.WWW_AUTHENTICATE, "Basic realm=\"OCPP\", charset=\"UTF-8\"");
        } else if (refused.status() == 426) {
            response.header(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        }
        return text(response, refused.reason());
    }

    private Publisher<Void> unavailable(HttpServerResponse response, String reason) {
        whenAnswered.accept(503);
        return text(response.status(503).header(HttpHeaderNames.RETRY_AFTER, "10"), reason);
    }

    private static Publisher<Void> text(HttpServerResponse response, String text) {
        return response.header(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .keepAlive(false)
                .sendString(Mono.just(text));
    }

    private static Channel channelOf(HttpServerRequest request) {
        var channel = new Channel[1];
        request.withConnection((Connection connection) -> channel[0] = connection.channel());
        return channel[0];
    }
}
