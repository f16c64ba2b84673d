package io.mainspring.gateway.listener;

import io.mainspring.gateway.handshake.ClientCertificate;
import io.mainspring.gateway.handshake.Transport;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Finds out who is at the other end of a connection. A certificate that a proxy hands on is checked
 * here as if it had been shown to us: a proxy may be set to pass on what it has not checked.
 */
public final class Peers {

    private static final Executor CHECKS =
            task -> Thread.ofVirtual().name("client-certificate").start(task);

    private final TrustedProxies proxies;
    private final @Nullable Function<String, ClientCertificate> check;
    private final Duration timeLimit;

    /**
     * @param check of a certificate as PEM text, which may block; null: certificates that proxies hand
     *     on are not looked at
     * @param timeLimit of that check
     */
    public Peers(
            TrustedProxies proxies,
            @Nullable Function<String, ClientCertificate> check,
            Duration timeLimit) {
        this.timeLimit = timeLimit;
        this.proxies = proxies;
        this.check = check;
    }

    /** To be asked on the channel's event loop, where the answer comes too, mostly at once. */
    Mono<Peer> of(Channel channel, Transport seen, HttpHeaders headers) {
        var told = proxies.read(channel.remoteAddress(), headers);
        if (told == null) {
            return Mono.just(new Peer(seen, null));
        }
        var encrypted = told.encrypted() == null ? seen.encrypted() : told.encrypted();
        var pem = told.certificate();
        if (pem == null || check == null || !encrypted) {
            return Mono.just(new Peer(new Transport(encrypted, null), told.remoteAddress()));
        }
        var verify = check;
        return Mono.fromCallable(() -> verify.apply(pem))
                .subscribeOn(Schedulers.fromExecutor(CHECKS))
                .timeout(timeLimit, Mono.just(new ClientCertificate.Invalid("not checked in time")))
                .publishOn(Schedulers.fromExecutor(channel.eventLoop()))
                .map(certificate ->
                        new Peer(new Transport(true, certificate), told.remoteAddress()));
    }
}
