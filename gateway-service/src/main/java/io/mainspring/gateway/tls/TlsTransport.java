package io.mainspring.gateway.tls;

import io.mainspring.gateway.handshake.ClientCertificate;
import io.mainspring.gateway.handshake.Transport;
import io.mainspring.gateway.listener.ListenerTransport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * wss. A charge point may show a certificate (security profile 3) or not (profile 2): one port serves
 * both. A certificate that is not valid ends the handshake; it is never taken for none.
 *
 * <p>What takes long about a handshake runs on threads of its own: signatures, certificate paths,
 * questions to revocation responders.
 */
public final class TlsTransport implements ListenerTransport {

    private static final Logger log = LoggerFactory.getLogger(TlsTransport.class);
    private static final Executor TASKS =
            task -> Thread.ofVirtual().name("tls-handshake").start(task);
    private static final Failures FAILURES = new Failures();

    private final TlsMaterial material;
    private final TlsSettings settings;
    private final TlsMeter meter;
    private final InstantSource clock;
    private final AtomicInteger underWay = new AtomicInteger();

    public TlsTransport(
            TlsMaterial material, TlsSettings settings, TlsMeter meter, InstantSource clock) {
        this.material = material;
        this.settings = settings;
        this.meter = meter;
        this.clock = clock;
    }

    @Override
    public boolean isEncrypted() {
        return true;
    }

    @Override
    public HttpServer configure(HttpServer server, BooleanSupplier welcome) {
        return server.doOnChannelInit((_, channel, _) -> secure(channel, welcome));
    }

    /** Who would be turned away afterwards is spared the handshake, and so are we. */
    private void secure(Channel channel, BooleanSupplier welcome) {
        if (!welcome.getAsBoolean()) {
            turnAway(channel);
            return;
        }
        if (underWay.incrementAndGet() > settings.handshakes()) {
            underWay.decrementAndGet();
            turnAway(channel);
            return;
        }
        var handler = material.server().newHandler(channel.alloc(), TASKS);
        handler.setHandshakeTimeoutMillis(settings.handshakeTimeout().toMillis());
        channel.pipeline()
                .addFirst(NettyPipeline.SslHandler, handler)
                .addAfter(NettyPipeline.SslHandler, "tls-failures", FAILURES);
        var _ = handler.handshakeFuture().addListener(future -> ended(channel, future.cause()));
    }

    private void turnAway(Channel channel) {
        meter.handshake(HandshakeOutcome.TURNED_AWAY);
        var _ = channel.close();
    }

    private void ended(Channel channel, @Nullable Throwable failure) {
        underWay.decrementAndGet();
        var outcome = HandshakeOutcome.of(failure);
        meter.handshake(outcome);
        switch (outcome) {
            case COMPLETED -> {
                // the HTTP request follows
            }
            case INVALID_CERTIFICATE -> {
                var refused = refused(failure);
                log.warn(
                        "client certificate refused reason={} subject={} serialNumber={}"
                                + " remoteAddress={}",
                        failure == null ? "" : ClientTrust.reason(failure),
                        refused == null ? "" : refused.subject(),
                        refused == null ? "" : refused.serialNumber(),
                        channel.remoteAddress());
            }
            // health probes of balancers come and go like this
            case CLOSED -> log.debug("TLS not begun remoteAddress={}", channel.remoteAddress());
            case FAILED, TIMED_OUT, TURNED_AWAY ->
                    log.info(
                            "TLS handshake failed outcome={} reason={} remoteAddress={}",
                            outcome.wireName(),
                            failure == null ? "" : failure.getMessage(),
                            channel.remoteAddress());
        }
    }

    private static @Nullable RefusedCertificate refused(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedCertificate refused) {
                return refused;
            }
        }
        return null;
    }

    @Override
    public Transport of(Channel channel) {
        var handler = channel.pipeline().get(SslHandler.class);
        if (handler == null) {
            throw new IllegalStateException("a connection of the TLS port without TLS");
        }
        try {
            var leaf = handler.engine().getSession().getPeerCertificates()[0];
            return new Transport(true, certificate((X509Certificate) leaf));
        } catch (SSLPeerUnverifiedException e) {
            return Transport.TLS;
        }
    }

    /** It was valid when the session began, which may have been resumed since. */
    private ClientCertificate certificate(X509Certificate leaf) {
        return leaf.getNotAfter().toInstant().isBefore(clock.instant())
                ? new ClientCertificate.Invalid("EXPIRED")
                : ClientCertificate.of(leaf);
    }

    /** Failures of handshakes are accounted for where they end. */
    @Sharable
    private static final class Failures extends ChannelInboundHandlerAdapter {

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var failure = cause instanceof DecoderException ? cause.getCause() : cause;
            if (failure instanceof SSLException) {
                var _ = context.close();
            } else {
                context.fireExceptionCaught(cause);
            }
        }
    }
}
