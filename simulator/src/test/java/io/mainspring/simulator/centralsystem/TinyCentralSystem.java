package io.mainspring.simulator.centralsystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.frame.Frame;
import io.mainspring.ocpp.frame.Frames;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.Authorize;
import io.mainspring.ocpp.v16.action.BootNotification;
import io.mainspring.ocpp.v16.action.Heartbeat;
import io.mainspring.ocpp.v16.action.MeterValues;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.action.OcppResponse;
import io.mainspring.ocpp.v16.action.SecurityEventNotification;
import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.ocpp.v16.action.StatusNotification;
import io.mainspring.ocpp.v16.action.StopTransaction;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Accepts everything and remembers it, until told to behave otherwise. Its answers, refusals and silences are set per
 * action.
 */
public final class TinyCentralSystem implements AutoCloseable {

    private static final int LARGEST_FRAME = 1 << 20;
    private static final byte[] NO_DETAILS = {'{', '}'};

    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel server;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final List<Channel> open = new CopyOnWriteArrayList<>();
    private final Map<Action, Function<Heard, @Nullable Frame>> manners = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Frame>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger transactionIds = new AtomicInteger(100);
    private volatile byte @Nullable [] key;
    private volatile int heartbeatInterval = 300;
    private volatile RegistrationStatus registration = RegistrationStatus.ACCEPTED;

    public TinyCentralSystem() {
        server = listen(null);
    }

    private Channel listen(@Nullable SslContext tls) {
        return new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                if (tls != null) {
                                    channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                                }
                                channel.pipeline()
                                        .addLast(
                                                new HttpServerCodec(),
                                                new HttpObjectAggregator(65_536),
                                                new Conversation());
                            }
                        })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
    }

    public URI endpoint() {
        var address = (InetSocketAddress) server.localAddress();
        return URI.create("ws://127.0.0.1:" + address.getPort() + "/ocpp");
    }

    /** Can be reached by TLS, too, with this certificate: at the address returned. */
    public URI listenSecurely(PrivateKey key, X509Certificate certificate) {
        try {
            var tls = SslContextBuilder.forServer(key, certificate).build();
            var address = (InetSocketAddress) listen(tls).localAddress();
            return URI.create("wss://127.0.0.1:" + address.getPort() + "/ocpp");
        } catch (SSLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    // ---- how it behaves

    public void heartbeatInterval(int seconds) {
        heartbeatInterval = seconds;
    }

    public void registration(RegistrationStatus status) {
        registration = status;
    }

    /** From now on nobody gets in without this password. */
    public void demandKey(byte[] newKey) {
        key = newKey.clone();
    }

    public void demandNoKey() {
        key = null;
    }

    public void answer(Action action, Function<Heard, OcppResponse> answer) {
        manners.put(action, call -> result(call, answer.apply(call)));
    }

    /** No answer at all. */
    public void ignore(Action action) {
        manners.put(action, _ -> null);
    }

    public void refuse(Action action, OcppErrorCode code) {
        manners.put(
                action,
                call -> new Frame.CallError(call.uniqueId(), code.wireName(), "", NO_DETAILS));
    }

    /** Back to ordinary manners. */
    public void answerAgain(Action action) {
        manners.remove(action);
    }

    /** Cuts every connection. */
    public void cut() {
        for (var channel : open) {
            var _ = channel.close();
        }
    }

    // ---- what it asks

    /** Asks the charge point that connected last, and waits for the answer. */
    public Frame ask(OcppRequest<?> request) {
        return ask(Action.of(request).wireName(), OcppCodec.strict().encode(request));
    }

    public Frame ask(String action, byte[] payload) {
        var uniqueId = UUID.randomUUID().toString();
        var answer = new CompletableFuture<Frame>();
        asked.put(uniqueId, answer);
        send(open.getLast(), new Frame.Call(uniqueId, action, payload));
        return answer.orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** As {@link #ask}, with the payload of the CALLRESULT decoded. */
    public <R extends OcppResponse> R askFor(Class<R> type, OcppRequest<R> request) {
        var result = (Frame.CallResult) ask(request);
        return OcppCodec.strict().decode(type, result.payload()).message();
    }

    // ---- what it heard

    public List<Heard> heard() {
        return List.copyOf(heard);
    }

    public List<Heard> heard(Action action) {
        return heard.stream().filter(call -> call.action() == action).toList();
    }

    public <T extends OcppRequest<?>> List<T> heard(Class<T> type) {
        return heard.stream().map(Heard::request).filter(type::isInstance).map(type::cast).toList();
    }

    /** Request targets of the handshakes, as they were on the wire. */
    public List<String> paths() {
        return List.copyOf(paths);
    }

    /** Upgrades so far. */
    public int connections() {
        return connections.get();
    }

    /** Handshakes refused with 401. */
    public int refusals() {
        return refusals.get();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private @Nullable Frame react(Heard call) {
        var manner = manners.get(call.action());
        return manner == null ? result(call, ordinary(call)) : manner.apply(call);
    }

    private OcppResponse ordinary(Heard call) {
        var accepted = IdTagInfo.of(AuthorizationStatus.ACCEPTED);
        return switch (call.request()) {
            case BootNotification.Request _ ->
                    new BootNotification.Response(registration, Instant.now(), heartbeatInterval);
            case Authorize.Request _ -> new Authorize.Response(accepted);
            case Heartbeat.Request _ -> new Heartbeat.Response(Instant.now());
            case StartTransaction.Request _ ->
                    new StartTransaction.Response(accepted, transactionIds.incrementAndGet());
            case StopTransaction.Request stop ->
                    new StopTransaction.Response(stop.idTag() == null ? null : accepted);
            case MeterValues.Request _ -> new MeterValues.Response();
            case StatusNotification.Request _ -> new StatusNotification.Response();
            case SecurityEventNotification.Request _ -> new SecurityEventNotification.Response();
            default -> throw new IllegalStateException(call.toString());
        };
    }

    private static Frame result(Heard call, OcppResponse response) {
        return new Frame.CallResult(call.uniqueId(), OcppCodec.strict().encode(response));
    }

    private static void send(Channel channel, Frame frame) {
        var _ =
                channel.writeAndFlush(
                        new TextWebSocketFrame(Unpooled.wrappedBuffer(Frames.write(frame))));
    }

    private final class Conversation extends SimpleChannelInboundHandler<Object> {
        private int number;
        private @Nullable WebSocketServerHandshaker handshaker;

        @Override
        protected void channelRead0(ChannelHandlerContext context, Object message) {
            switch (message) {
                case FullHttpRequest request -> upgrade(context, request);
                case TextWebSocketFrame text ->
                        frame(context.channel(), Frames.read(ByteBufUtil.getBytes(text.content())));
                case CloseWebSocketFrame close -> {
                    if (handshaker != null) {
                        var _ = handshaker.close(context.channel(), close.retain());
                    }
                }
                default -> {}
            }
        }

        private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
            paths.add(request.uri());
            var demanded = key;
            if (demanded != null && !isPresented(demanded, request)) {
                refusals.incrementAndGet();
                context.writeAndFlush(
                                new DefaultFullHttpResponse(
                                        HttpVersion.HTTP_1_1, HttpResponseStatus.UNAUTHORIZED))
                        .addListener(ChannelFutureListener.CLOSE);
                return;
            }
            handshaker =
                    new WebSocketServerHandshakerFactory("", "ocpp1.6", false, LARGEST_FRAME)
                            .newHandshaker(request);
            number = connections.incrementAndGet();
            open.add(context.channel());
            var _ = handshaker.handshake(context.channel(), request);
        }

        private static boolean isPresented(byte[] demanded, FullHttpRequest request) {
            var header = request.headers().get(HttpHeaderNames.AUTHORIZATION);
            if (header == null) {
                return false;
            }
            var credentials = Base64.getDecoder().decode(header.substring("Basic ".length()));
            var user = request.uri().substring(request.uri().lastIndexOf('/') + 1) + ":";
            var expected = Unpooled.wrappedBuffer(user.getBytes(UTF_8), demanded);
            return expected.equals(Unpooled.wrappedBuffer(credentials));
        }

        private void frame(Channel channel, Frame frame) {
            if (frame instanceof Frame.Call call) {
                var action = Action.named(call.action()).orElseThrow();
                var request = OcppCodec.strict().decode(action.request(), call.payload()).message();
                var entry = new Heard(number, call.uniqueId(), action, request);
                heard.add(entry);
                var answer = react(entry);
                if (answer != null) {
                    send(channel, answer);
                }
            } else {
                var waiting = asked.remove(frame.uniqueId());
                if (waiting != null) {
                    waiting.complete(frame);
                }
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            open.remove(context.channel());
        }
    }
}
