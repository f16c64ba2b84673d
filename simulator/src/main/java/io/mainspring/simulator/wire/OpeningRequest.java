package io.mainspring.simulator.wire;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;

/** The handshake of RFC 6455 with the header lines exactly as a {@link Handshake} names them. */
final class OpeningRequest extends WebSocketClientHandshaker13 {

    private static final int LARGEST_FRAME = 1 << 20;

    private final Handshake handshake;

    OpeningRequest(Handshake handshake) {
        super(
                handshake.uri(),
                WebSocketVersion.V13,
                String.join(",", handshake.subprotocolLines()),
                false,
                new DefaultHttpHeaders(),
                LARGEST_FRAME);
        this.handshake = handshake;
    }

    @Override
    protected FullHttpRequest newHandshakeRequest() {
        var request = super.newHandshakeRequest();
        var headers = request.headers();
        headers.remove(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        for (var line : handshake.subprotocolLines()) {
            headers.add(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, line);
        }
        for (var header : handshake.headers()) {
            headers.add(header.name(), header.value());
        }
        return request;
    }
}
