package io.mainspring.gateway.tls;

import io.mainspring.gateway.handshake.ClientCertificate;
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
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What one reading of the files has given: everything that TLS needs, and it fits together. Whether
 * it is in force is another question, which time answers anew: {@link #doubts}.
 *
 * @param server null if the gateway has no certificate of its own
 * @param keys null if the gateway has no certificate of its own
 * @param trust null if client certificates are not looked at
 * @param own the gateway's certificates without what leads to their roots
 * @param authorities that client certificates must lead to; of each, when the revocation list ends
 *     that is in force longest, long ago if there is none
 * @param lists of revoked client certificates
 */
record Material(
        TlsSettings settings,
        @Nullable SslContext server,
        @Nullable KeyManagerFactory keys,
        @Nullable ClientTrust trust,
        List<X509Certificate> own,
        Map<X509Certificate, Instant> authorities,
        List<X509CRL> lists) {

    private static final List<String> TLS_1_3_SUITES =
            List.of("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256");

    private static final char[] IN_MEMORY = {};

    /**
     * @throws UnusableMaterial naming what is wrong with which file
     */
    static Material of(PemFiles files, TlsSettings settings) {
        Set<X509Certificate> authorities = new LinkedHashSet<>();
        settings.authorities().forEach(path -> authorities.addAll(files.certificates(path)));
        var lists = new ArrayList<X509CRL>();
        if (!authorities.isEmpty()) {
            settings.revocationLists().forEach(path -> lists.addAll(files.revocationLists(path)));
            settings.revocationAddresses().forEach(uri -> lists.addAll(files.fetched(uri)));
        }
        var trust =
                authorities.isEmpty()
                        ? null
                        : new ClientTrust(List.copyOf(authorities), settings, lists);
        var own = new ArrayList<X509Certificate>();
        var keys = settings.own().isEmpty() ? null : keys(files, settings, own);
        var server = keys == null ? null : server(keys, trust, settings);
        if (server != null && settings.protocols().contains("TLSv1.2")) {
            SuiteCheck.requireUsable(server, settings.cipherSuites());
        }
        Map<X509Certificate, Instant> ends = new LinkedHashMap<>();
        authorities.forEach(authority -> ends.put(authority, listEnd(authority, lists)));
        return new Material(
                settings, server, keys, trust, List.copyOf(own), ends, List.copyOf(lists));
    }

    /**
     * The same with new keys for session tickets: what was agreed on with the old ones cannot be
     * resumed. The JDK renews them hourly at best, and a ticket that is used is exchanged for a
     * fresh one without end, whatever the time-out of sessions says.
     */
    Material withoutSessions() {
        return keys == null
                ? this
                : new Material(
                        settings,
                        server(keys, trust, settings),
                        keys,
                        trust,
                        own,
                        authorities,
                        lists);
    }

    /** What is not in force at that time, so that charge points cannot come in. */
    Set<String> doubts(Instant now) {
        Set<String> doubts = new LinkedHashSet<>();
        for (var certificate : own) {
            if (!isInForce(certificate, now)) {
                doubts.add(
                        "server certificate not in force: "
                                + certificate.getSubjectX500Principal()
                                + ", "
                                + certificate.getPublicKey().getAlgorithm());
            }
        }
        authorities.forEach((authority, listEnd) -> {
            var name = authority.getSubjectX500Principal();
            if (!isInForce(authority, now)) {
                doubts.add("authority not in force: " + name);
            }
            if (settings.revocation() == Revocation.CRL && !now.isBefore(listEnd)) {
                doubts.add("no revocation list in force of authority: " + name);
            }
        });
        return doubts;
    }

    private static boolean isInForce(X509Certificate certificate, Instant now) {
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && now.isBefore(certificate.getNotAfter().toInstant());
    }

    /** When the first of the authorities is at its end; null if there is none. */
    @Nullable Instant authoritiesEnd() {
        return authorities.keySet().stream()
                .map(authority -> authority.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** When the first of the authorities has no list in force any more; null if none is asked for. */
    @Nullable Instant listsEnd() {
        return settings.revocation() == Revocation.CRL
                ? authorities.values().stream().min(Instant::compareTo).orElse(null)
                : null;
    }

    private static Instant listEnd(X509Certificate authority, List<X509CRL> lists) {
        return lists.stream()
                .filter(list -> isOf(authority, list))
                .map(list ->
                        list.getNextUpdate() == null
                                ? authority.getNotAfter()
                                : list.getNextUpdate())
                .map(Date::toInstant)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static boolean isOf(X509Certificate authority, X509CRL list) {
        if (!list.getIssuerX500Principal().equals(authority.getSubjectX500Principal())) {
            return false;
        }
        try {
            list.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false; // of another authority with the same name, or forged
        }
    }

    /** Whether that certificate is in one of the lists. */
    boolean isRevoked(ClientCertificate.Id certificate) {
        return lists.stream()
                .filter(list -> list.getIssuerX500Principal().equals(certificate.issuer()))
                .anyMatch(list -> list.getRevokedCertificate(certificate.serialNumber()) != null);
    }

    private static KeyManagerFactory keys(
            PemFiles files, TlsSettings settings, List<X509Certificate> own) {
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
            var managers = KeyManagerFactory.getInstance("SunX509");
            managers.init(keys, IN_MEMORY);
            return managers;
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
            KeyManagerFactory keys, @Nullable ClientTrust trust, TlsSettings settings) {
        try {
            var suites = new ArrayList<String>();
            if (settings.protocols().contains("TLSv1.3")) {
                suites.addAll(TLS_1_3_SUITES);
            }
            suites.addAll(settings.cipherSuites());
            var builder =
                    SslContextBuilder.forServer(keys)
                            .sslProvider(SslProvider.JDK)
                            .protocols(settings.protocols())
                            .ciphers(suites, IdentityCipherSuiteFilter.INSTANCE)
                            .sessionTimeout(Math.max(1, settings.recheckAfter().toSeconds()));
            if (trust != null) {
                builder.trustManager(trust).clientAuth(ClientAuth.OPTIONAL);
            }
            return builder.build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new UnusableMaterial("TLS cannot be set up: " + e.getMessage(), e);
        }
    }
}
