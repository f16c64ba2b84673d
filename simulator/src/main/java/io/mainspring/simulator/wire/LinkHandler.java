package io.mainspring.simulator.wire;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Netty's side of one link: first the handshake, then frames. */
@SuppressWarnings(
        "FutureReturnValueIgnored") // a failed write closes the channel, and that is heard
final class LinkHandler extends SimpleChannelInboundHandler<Object> {

    private final LinkListener listener;
    private final CompletableFuture<Link> opened;
    private final Duration patience;
    private final WebSocketClientHandshaker handshaker;
    private @Nullable Link link;
    private Closing closing = new Closing(Closing.ABNORMAL, "");

    LinkHandler(
            Handshake handshake,
            LinkListener listener,
            CompletableFuture<Link> opened,
            Duration patience) {
        this.listener = listener;
        this.opened = opened;
        this.patience = patience;
        this.handshaker = new OpeningRequest(handshake);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        handshaker.handshake(context.channel());
        context.executor()
                .schedule(
                        () -> {
                            if (opened.completeExceptionally(
                                    new IOException("no answer to the handshake"))) {
                                context.close();
                            }
                        },
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) {
        switch (message) {
            case FullHttpResponse response -> upgraded(context, response);
            case TextWebSocketFrame text -> {
                if (link != null) {
                    link.read(ByteBufUtil.getBytes(text.content()));
                }
            }
            case PingWebSocketFrame ping ->
                    context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            case CloseWebSocketFrame close -> {
                closing = new Closing(close.statusCode(), close.reasonText());
                if (link != null && link.saidGoodbye()) {
                    context.close();
                } else {
                    handshaker.close(context.channel(), close.retain());
                }
            }
            default -> {
                // pongs and binary frames carry nothing for a charge point
            }
        }
    }

    private void upgraded(ChannelHandlerContext context, FullHttpResponse response) {
        try {
            handshaker.finishHandshake(context.channel(), response);
        } catch (WebSocketHandshakeException e) {
            opened.completeExceptionally(refused(response, e));
            context.close();
            return;
        }
        var open =
                new Link(
                        context.channel(),
                        response.headers().get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL),
                        listener);
        link = open;
        if (!opened.complete(open)) {
            context.close();
        }
    }

    private static HandshakeRefused refused(
            FullHttpResponse response, WebSocketHandshakeException cause) {
        var headers = new HashMap<String, String>();
        for (var header : response.headers()) {
            headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
        }
        return new HandshakeRefused(response.status().code(), headers, cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        opened.completeExceptionally(new IOException("closed during the handshake"));
        if (link != null) {
            link.ended(closing);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        opened.completeExceptionally(
                cause instanceof DecoderException && cause.getCause() instanceof SSLException tls
                        ? new TlsRefused(tls)
                        : cause);
        context.close();
    }
}
