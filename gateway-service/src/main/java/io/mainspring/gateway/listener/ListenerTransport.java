package io.mainspring.gateway.listener;

import io.mainspring.gateway.handshake.Transport;
import io.netty.channel.Channel;
import java.util.function.BooleanSupplier;
import reactor.netty.http.server.HttpServer;

/**
 * What lies below HTTP at a port. The one place that TLS changes: it configures the server, and says
 * of each connection what has been proved.
 */
public interface ListenerTransport {

    /** ws. */
    ListenerTransport PLAIN =
            new ListenerTransport() {
                @Override
                public boolean isEncrypted() {
                    return false;
                }

                @Override
                public HttpServer configure(HttpServer server, BooleanSupplier welcome) {
                    return server;
                }

                @Override
                public Transport of(Channel channel) {
                    return Transport.PLAIN;
                }
            };

    boolean isEncrypted();

    /**
     * @param welcome false while a handshake would be answered 503
     */
    HttpServer configure(HttpServer server, BooleanSupplier welcome);

    /** On the channel's event loop, once its first request has come. */
    Transport of(Channel channel);
}
