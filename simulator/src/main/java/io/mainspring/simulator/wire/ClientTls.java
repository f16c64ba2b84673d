package io.mainspring.simulator.wire;

import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * How a charge point speaks TLS: whom it trusts, what it shows of itself, what it offers. Immutable;
 * one may serve any number of charge points. The server's name is always checked.
 */
public final class ClientTls {

    private final UnaryOperator<SslContextBuilder> trust;
    private final UnaryOperator<SslContextBuilder> identity;
    private final UnaryOperator<SslContextBuilder> offer;
    private final boolean hasCertificate;
    private @Nullable SslContext context;

    private ClientTls(
            UnaryOperator<SslContextBuilder> trust,
            UnaryOperator<SslContextBuilder> identity,
            UnaryOperator<SslContextBuilder> offer,
            boolean hasCertificate) {
        this.trust = trust;
        this.identity = identity;
        this.offer = offer;
        this.hasCertificate = hasCertificate;
    }

    /** Trusts whom the JDK trusts. */
    public static ClientTls ofTheJdk() {
        return new ClientTls(
                UnaryOperator.identity(), UnaryOperator.identity(), ClientTls::current, false);
    }

    /** Trusts the certificates of this PEM file and what they have signed, and nobody else. */
    public static ClientTls trusting(Path authorities) {
        return ofTheJdk().with(builder -> builder.trustManager(authorities.toFile()));
    }

    /** Trusts these certificates and what they have signed, and nobody else. */
    public static ClientTls trusting(List<X509Certificate> authorities) {
        return ofTheJdk().trustingOnly(authorities);
    }

    /** The same, but it trusts nobody else than these. */
    public ClientTls trustingOnly(List<X509Certificate> authorities) {
        return with(builder -> builder.trustManager(authorities));
    }

    private ClientTls with(UnaryOperator<SslContextBuilder> newTrust) {
        return new ClientTls(newTrust, identity, offer, hasCertificate);
    }

    private static SslContextBuilder current(SslContextBuilder builder) {
        return builder.protocols("TLSv1.3", "TLSv1.2");
    }

    /** Shows this certificate when it is asked for one; the leaf comes first. */
    public ClientTls withCertificate(PrivateKey key, List<X509Certificate> chain) {
        return new ClientTls(trust, builder -> builder.keyManager(key, chain), offer, true);
    }

    /** The same from PEM files, the key PKCS#8. */
    public ClientTls withCertificate(Path chain, Path key) {
        return new ClientTls(
                trust, builder -> builder.keyManager(chain.toFile(), key.toFile()), offer, true);
    }

    /** Shows nothing of itself. */
    public ClientTls withoutCertificate() {
        return hasCertificate ? new ClientTls(trust, UnaryOperator.identity(), offer, false) : this;
    }

    /** Speaks this version only, and offers these suites of it only; none: all that there are. */
    public ClientTls offering(String protocol, String... suites) {
        return new ClientTls(
                trust,
                identity,
                builder -> {
                    builder.protocols(protocol);
                    return suites.length == 0
                            ? builder
                            : builder.ciphers(List.of(suites), IdentityCipherSuiteFilter.INSTANCE);
                },
                hasCertificate);
    }

    /** Whether there is a certificate to show. */
    public boolean hasCertificate() {
        return hasCertificate;
    }

    synchronized SslContext context() {
        if (context == null) {
            try {
                context =
                        offer.apply(
                                        identity.apply(
                                                trust.apply(
                                                        SslContextBuilder.forClient()
                                                                .sslProvider(SslProvider.JDK))))
                                .build();
            } catch (SSLException e) {
                throw new UncheckedIOException(e);
            }
        }
        return context;
    }
}
