package io.mainspring.simulator.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Opens links. */
public final class Dialer {

    private static final int LARGEST_MESSAGE = 1 << 20;
    private static final int LARGEST_HTTP_ANSWER = 64 * 1024;

    private Dialer() {}

    /** Dials and shakes hands, trusting whom the JDK trusts. */
    public static CompletableFuture<Link> dial(
            EventLoop loop, Handshake handshake, LinkListener listener, Duration patience) {
        return dial(loop, handshake, ClientTls.ofTheJdk(), listener, patience);
    }

    /**
     * Dials and shakes hands.
     *
     * @param tls for a {@code wss} address
     * @return the open link, completed on {@code loop}; exceptionally {@link HandshakeRefused}, {@link
     *     TlsRefused}, or an {@link java.io.IOException} if there was no answer at all
     */
    public static CompletableFuture<Link> dial(
            EventLoop loop,
            Handshake handshake,
            ClientTls tls,
            LinkListener listener,
            Duration patience) {
        var opened = new CompletableFuture<Link>();
        var uri = handshake.uri();
        var secure = "wss".equals(uri.getScheme());
        var port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) patience.toMillis())
                .handler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                var pipeline = channel.pipeline();
                                if (secure) {
                                    pipeline.addLast(
                                            tls.context()
                                                    .newHandler(
                                                            channel.alloc(), uri.getHost(), port));
                                }
                                pipeline.addLast(
                                        new HttpClientCodec(),
                                        new HttpObjectAggregator(LARGEST_HTTP_ANSWER),
                                        new WebSocketFrameAggregator(LARGEST_MESSAGE),
                                        new LinkHandler(handshake, listener, opened, patience));
                            }
                        })
                .connect(uri.getHost(), port)
                .addListener(
                        (ChannelFutureListener)
                                connected -> {
                                    if (!connected.isSuccess()) {
                                        opened.completeExceptionally(connected.cause());
                                    }
                                });
        return opened;
    }
}
