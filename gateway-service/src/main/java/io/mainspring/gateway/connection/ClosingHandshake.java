package io.mainspring.gateway.connection;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * After our close frame: reads on without listening until the peer's close frame comes. Closing at
 * once would reset a connection with unread data, and the peer would never learn the close code.
 */
@ChannelHandler.Sharable
final class ClosingHandshake extends ChannelInboundHandlerAdapter {

    static final ClosingHandshake INSTANCE = new ClosingHandshake();

    private ClosingHandshake() {}

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        boolean closed = message instanceof CloseWebSocketFrame;
        ReferenceCountUtil.release(message);
        if (closed) {
            var _ = ctx.close();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.read();
    }
}
