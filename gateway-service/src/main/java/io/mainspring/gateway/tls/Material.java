package io.mainspring.gateway.tls;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What one reading of the files has given: everything that TLS needs, checked and complete.
 *
 * @param server null if the gateway has no certificate of its own
 * @param trust null if client certificates are not looked at
 * @param own the gateway's certificates without what leads to their roots
 */
record Material(
        @Nullable SslContext server, @Nullable ClientTrust trust, List<X509Certificate> own) {

    private static final List<String> TLS_1_3_SUITES =
            List.of("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256");

    /**
     * A resumed session is not checked again, so a certificate that is withdrawn lives on for this
     * long at most.
     */
    private static final int SESSION_SECONDS = 300;

    private static final char[] IN_MEMORY = {};

    /**
     * @throws UnusableMaterial naming what is wrong with which file
     */
    static Material of(PemFiles files, TlsSettings settings) {
        var trust = settings.authorities().isEmpty() ? null : trust(files, settings);
        if (settings.own().isEmpty()) {
            return new Material(null, trust, List.of());
        }
        var own = new ArrayList<X509Certificate>();
        var server = server(keys(files, settings, own), trust, settings);
        if (settings.protocols().contains("TLSv1.2")) {
            SuiteCheck.requireUsable(server, settings.cipherSuites());
        }
        return new Material(server, trust, List.copyOf(own));
    }

    private static ClientTrust trust(PemFiles files, TlsSettings settings) {
        Set<X509Certificate> authorities = new LinkedHashSet<>();
        settings.authorities().forEach(path -> authorities.addAll(files.certificates(path)));
        var lists = new ArrayList<CRL>();
        settings.revocationLists().forEach(path -> lists.addAll(files.revocationLists(path)));
        return new ClientTrust(List.copyOf(authorities), settings.revocation(), lists);
    }

    private static KeyStore keys(PemFiles files, TlsSettings settings, List<X509Certificate> own) {
        try {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            for (var pair : settings.own()) {
                var chain = files.certificates(pair.certificate());
                var leaf = chain.getFirst();
                var key = files.privateKey(pair.key(), leaf.getPublicKey().getAlgorithm());
                if (!belongTogether(key, leaf)) {
                    throw new UnusableMaterial(
                            pair.key() + " is not the key of " + pair.certificate(), null);
                }
                keys.setKeyEntry(
                        "own-" + own.size(), key, IN_MEMORY, chain.toArray(X509Certificate[]::new));
                own.add(leaf);
            }
            return keys;
        } catch (GeneralSecurityException | IOException e) {
            throw new UnusableMaterial("the gateway's certificates are not usable", e);
        }
    }

    private static boolean belongTogether(PrivateKey key, X509Certificate certificate)
            throws GeneralSecurityException {
        var algorithm =
                certificate.getPublicKey().getAlgorithm().equals("EC")
                        ? "SHA256withECDSA"
                        : "SHA256withRSA";
        var probe = certificate.getSignature();
        var signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(probe);
        var signature = signer.sign();
        signer.initVerify(certificate.getPublicKey());
        signer.update(probe);
        return signer.verify(signature);
    }

    private static SslContext server(
            KeyStore keys, @Nullable ClientTrust trust, TlsSettings settings) {
        try {
            var managers = KeyManagerFactory.getInstance("SunX509");
            managers.init(keys, IN_MEMORY);
            var suites = new ArrayList<String>();
            if (settings.protocols().contains("TLSv1.3")) {
                suites.addAll(TLS_1_3_SUITES);
            }
            suites.addAll(settings.cipherSuites());
            var builder =
                    SslContextBuilder.forServer(managers)
                            .sslProvider(SslProvider.JDK)
                            .protocols(settings.protocols())
                            .ciphers(suites, IdentityCipherSuiteFilter.INSTANCE)
                            .sessionTimeout(SESSION_SECONDS);
            if (trust != null) {
                builder.trustManager(trust).clientAuth(ClientAuth.OPTIONAL);
            }
            return builder.build();
        } catch (GeneralSecurityException | SSLException | IllegalArgumentException e) {
            throw new UnusableMaterial("TLS cannot be set up: " + e.getMessage(), e);
        }
    }
}
