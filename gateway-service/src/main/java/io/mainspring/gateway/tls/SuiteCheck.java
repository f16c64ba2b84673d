package io.mainspring.gateway.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * Shakes hands with ourselves, once with each suite. JDK 25 disables the suites with RSA key
 * exchange by a security property, and says nothing when they are configured all the same: every
 * handshake with one of them would fail, and nobody would know until a charge point needs it.
 */
final class SuiteCheck {

    private static final int STEPS = 100;
    private static final int BUFFER = 64 * 1_024;

    private SuiteCheck() {}

    /**
     * @throws UnusableMaterial naming the suites that do not work, and what to do
     */
    static void requireUsable(SslContext server, List<String> suites) {
        var unusable = suites.stream().filter(suite -> !isUsable(server, suite)).toList();
        if (!unusable.isEmpty()) {
            throw new UnusableMaterial(
                    "cipher suites that do not work: "
                            + String.join(", ", unusable)
                            + ". TLS_ECDHE_ECDSA_* needs an ECDSA certificate, TLS_RSA_* an RSA"
                            + " certificate and a JVM started with"
                            + " -Djava.security.properties=<ocpp-tls.security>; or leave them out"
                            + " of mainspring.gateway.tls.cipher-suites",
                    null);
        }
    }

    private static boolean isUsable(SslContext context, String suite) {
        try {
            var server = context.newEngine(ByteBufAllocator.DEFAULT);
            var client = client(suite);
            shakeHands(client, server);
            return suite.equals(client.getSession().getCipherSuite());
        } catch (SSLException | IllegalArgumentException e) {
            return false; // an unknown name is no argument to one of the engines
        }
    }

    private static SSLEngine client(String suite) {
        try {
            var context = SSLContext.getInstance("TLS");
            // ourselves: what is asked is whether we can be spoken to, not who we are
            context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
            var client = context.createSSLEngine();
            client.setUseClientMode(true);
            client.setEnabledProtocols(new String[] {"TLSv1.2"});
            client.setEnabledCipherSuites(new String[] {suite});
            return client;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has TLS", e);
        }
    }

    private static void shakeHands(SSLEngine client, SSLEngine server) throws SSLException {
        var toServer = ByteBuffer.allocate(BUFFER);
        var toClient = ByteBuffer.allocate(BUFFER);
        client.beginHandshake();
        server.beginHandshake();
        for (int step = 0; step < STEPS; step++) {
            advance(client, toClient, toServer);
            advance(server, toServer, toClient);
            if (isDone(client) && isDone(server)) {
                return;
            }
        }
        throw new SSLException("the handshake has no end");
    }

    private static boolean isDone(SSLEngine engine) {
        return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    }

    /** As far as it gets without the other side. */
    private static void advance(SSLEngine engine, ByteBuffer in, ByteBuffer out)
            throws SSLException {
        for (int step = 0; step < STEPS; step++) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> {
                    for (var task = engine.getDelegatedTask();
                            task != null;
                            task = engine.getDelegatedTask()) {
                        task.run();
                    }
                }
                case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), out);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    in.flip();
                    var result = engine.unwrap(in, ByteBuffer.allocate(BUFFER));
                    in.compact();
                    if (result.getStatus() != Status.OK) {
                        return;
                    }
                }
                case NOT_HANDSHAKING, FINISHED -> {
                    return;
                }
            }
        }
    }
}
