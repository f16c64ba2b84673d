package io.mainspring.gateway.listener;

import io.mainspring.gateway.admission.ReachedProfiles;
import io.mainspring.gateway.connection.Connections;
import io.mainspring.gateway.handshake.Handshake;
import io.mainspring.gateway.handshake.HandshakeRequest;
import io.mainspring.gateway.handshake.Transport;
import io.mainspring.gateway.handshake.Verdict;
import io.mainspring.gateway.pipe.CloseReason;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.AttributeKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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
 * The OCPP ports. They are bound as soon as the context starts, so that their numbers are known, and
 * turn every handshake away with 503 until everything is ready that a socket needs. Limits hold for
 * all of them together.
 */
public final class OcppListener implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OcppListener.class);
    private static final Duration DRAIN_STEP = Duration.ofMillis(100);
    private static final int SMALLEST_WAVE = 50;

    /** Ends a connection whose request does not come. */
    private static final AttributeKey<@Nullable Future<?>> HANDSHAKE =
            AttributeKey.valueOf(OcppListener.class, "handshake");

    private final ListenerSettings settings;
    private final List<Door> doors;
    private final Peers peers;
    private final Handshake handshake;
    private final ReachedProfiles reached;
    private final Connections connections;
    private final BooleanSupplier ready;
    private final ListenerMeter meter;
    private final HandshakeBudget budget;
    private final Map<Door, DisposableServer> servers = new ConcurrentHashMap<>();
    private @Nullable LoopResources loops;
    private volatile boolean draining;

    /**
     * @param ready whether handshakes may be granted
     */
    public OcppListener(
            ListenerSettings settings,
            List<Door> doors,
            Peers peers,
            Handshake handshake,
            ReachedProfiles reached,
            Connections connections,
            BooleanSupplier ready,
            ListenerMeter meter) {
        this.settings = settings;
        this.doors = List.copyOf(doors);
        this.peers = peers;
        this.handshake = handshake;
        this.reached = reached;
        this.connections = connections;
        this.ready = ready;
        this.meter = meter;
        this.budget = new HandshakeBudget(settings.handshakesPerSecond(), System::nanoTime);
    }

    /**
     * The port for ws.
     *
     * @throws IllegalStateException if there is none, or the listener is not started
     */
    public int port() {
        return port(false);
    }

    /**
     * The port for wss.
     *
     * @throws IllegalStateException if there is none, or the listener is not started
     */
    public int tlsPort() {
        return port(true);
    }

    /** Whether a port for ws, or for wss, is open. */
    public boolean listens(boolean encrypted) {
        return servers.keySet().stream()
                .anyMatch(door -> door.transport().isEncrypted() == encrypted);
    }

    private int port(boolean encrypted) {
        for (var server : servers.entrySet()) {
            if (server.getKey().transport().isEncrypted() == encrypted) {
                return server.getValue().port();
            }
        }
        throw new IllegalStateException("no OCPP port is open for ws" + (encrypted ? "s" : ""));
    }

    @Override
    public void start() {
        var threads = LoopResources.create("ocpp", settings.eventLoops(), true);
        loops = threads;
        draining = false;
        for (var door : doors) {
            var plain =
                    HttpServer.create()
                            .host(settings.bindAddress())
                            .port(door.port())
                            .runOn(threads)
                            .option(ChannelOption.SO_BACKLOG, 4096)
                            .childOption(ChannelOption.SO_KEEPALIVE, true)
                            .doOnChannelInit((_, channel, _) -> expectHandshake(channel))
                            .handle((request, response) ->
                                    answer(door.transport(), request, response));
            var server = door.transport().configure(plain, this::isOpen).bindNow();
            servers.put(door, server);
            log.info(
                    "OCPP port open port={} tls={}", server.port(), door.transport().isEncrypted());
        }
    }

    @Override
    public boolean isRunning() {
        return !servers.isEmpty();
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
        servers.values().forEach(server -> server.disposeNow(Duration.ofSeconds(1)));
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
        log.info("OCPP ports closed connectionsLeft={}", connections.open());
        if (loops != null) {
            loops.disposeLater(Duration.ZERO, Duration.ofSeconds(2)).block(Duration.ofSeconds(3));
        }
        servers.clear();
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

    private boolean isOpen() {
        return isReady() && hasRoom();
    }

    private boolean isReady() {
        return !draining && ready.getAsBoolean();
    }

    private boolean hasRoom() {
        return connections.open() < settings.connections();
    }

    private Publisher<Void> answer(
            ListenerTransport transport, HttpServerRequest request, HttpServerResponse response) {
        if (!isReady()) {
            return unavailable(response, "not ready");
        }
        if (!hasRoom()) {
            return unavailable(response, "too many connections");
        }
        if (!budget.tryTake()) {
            return unavailable(response, "too many handshakes");
        }
        var channel = channelOf(request);
        handshakeDone(channel);
        return peers.of(channel, transport.of(channel), request.requestHeaders())
                .flatMap(peer -> Mono.from(decide(request, response, channel, peer)));
    }

    private Publisher<Void> decide(
            HttpServerRequest request, HttpServerResponse response, Channel channel, Peer peer) {
        return switch (handshake.judge(asked(request, peer.transport()))) {
            case Verdict.Granted granted -> grant(request, response, channel, peer, granted);
            case Verdict.Refused refused -> refuse(response, channel, peer, refused);
            case Verdict.GrantedToBeClosed closed -> grantAndClose(request, response, closed);
        };
    }

    private static HandshakeRequest asked(HttpServerRequest request, Transport transport) {
        var headers = request.requestHeaders();
        return new HandshakeRequest(
                request.uri(),
                headers.get(HttpHeaderNames.AUTHORIZATION),
                headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL),
                request.method().equals(HttpMethod.GET)
                        && headers.containsValue(
                                HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true),
                transport);
    }

    /** Netty matches protocols literally, so it is given what has been agreed on, and that alone. */
    private Publisher<Void> grant(
            HttpServerRequest request,
            HttpServerResponse response,
            Channel channel,
            Peer peer,
            Verdict.Granted granted) {
        meter.handshakeAnswered(101);
        if (granted.admission() != null) {
            // before it knows itself that it has been let in
            reached.granted(granted.admission(), granted.proof().securityProfile());
        }
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
                                    granted.proof(),
                                    granted.admission(),
                                    peer.remoteAddress());
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
        meter.handshakeAnswered(101);
        log.warn("no common subprotocol chargePoint={}", closed.identity());
        request.requestHeaders().remove(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        var reason = CloseReason.NO_COMMON_SUBPROTOCOL;
        return response.sendWebsocket(
                (_, outbound) -> outbound.sendClose(reason.code(), reason.text()));
    }

    private Publisher<Void> refuse(
            HttpServerResponse response, Channel channel, Peer peer, Verdict.Refused refused) {
        meter.handshakeAnswered(refused.status());
        if (refused.security() != null) {
            meter.securityRefusal(refused.security());
        }
        log.atLevel(refused.security() == null ? Level.INFO : Level.WARN)
                .log(
                        "handshake refused chargePoint={} status={} reason={} remoteAddress={}",
                        refused.identity(),
                        refused.status(),
                        refused.reason(),
                        peer.remoteAddress() == null
                                ? channel.remoteAddress()
                                : peer.remoteAddress());
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
        meter.handshakeAnswered(503);
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
