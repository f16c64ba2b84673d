package io.mainspring.gateway;

import io.mainspring.gateway.tls.Revocation;
import io.mainspring.gateway.tls.TlsSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * TLS at this gateway. What each key means stands in the README.
 *
 * @param certificates none: the port is not opened
 * @param cipherSuites of TLS 1.2; empty: those of the security whitepaper
 */
record TlsProperties(
        @DefaultValue("9443") int port,
        @DefaultValue List<KeyPair> certificates,
        @DefaultValue("TLSv1.2") String minimumVersion,
        @DefaultValue List<String> cipherSuites,
        @DefaultValue Clients clients,
        @DefaultValue("5m") Duration recheckAfter,
        @DefaultValue("10s") Duration reloadInterval,
        @DefaultValue("2000") int handshakes) {

    private static final List<String> VERSIONS = List.of("TLSv1.2", "TLSv1.3");

    /** A certificate with its chain, and its key. */
    record KeyPair(Path certificate, Path key) {

        KeyPair {
            GatewayProperties.require(
                    Objects.nonNull(certificate) && Objects.nonNull(key),
                    "tls.certificates must have a certificate and a key each");
        }
    }

    /**
     * Certificates of charge points, shown to us or to a proxy.
     *
     * @param authorities none: certificates are neither asked for nor looked at
     * @param organization what O must say, null if it may say anything
     * @param revocationLists files, and addresses from which they are fetched
     * @param fetchKey sent to these addresses, null if they ask for none
     */
    record Clients(
            @DefaultValue List<Path> authorities,
            @Nullable String organization,
            @DefaultValue("none") Revocation revocation,
            @DefaultValue List<String> revocationLists,
            @Nullable String fetchKey,
            @DefaultValue("1m") Duration refreshInterval) {

        Clients {
            GatewayProperties.require(
                    (revocation == Revocation.CRL) == !revocationLists.isEmpty(),
                    "tls.clients.revocation-lists must be given with revocation crl, and only then");
            GatewayProperties.require(
                    organization == null || !organization.isBlank(),
                    "tls.clients.organization must not be blank");
            GatewayProperties.require(
                    refreshInterval.isPositive(), "tls.clients.refresh-interval must be positive");
        }

        private static boolean isAddress(String list) {
            return list.startsWith("http://") || list.startsWith("https://");
        }
    }

    TlsProperties {
        GatewayProperties.require(port >= 0 && port <= 65_535, "tls.port must be 0 to 65535");
        GatewayProperties.require(
                VERSIONS.contains(minimumVersion),
                "tls.minimum-version must be TLSv1.2 or TLSv1.3");
        for (var suite : cipherSuites) {
            GatewayProperties.require(isStrong(suite), "tls.cipher-suites: too weak: " + suite);
        }
        GatewayProperties.require(recheckAfter.isPositive(), "tls.recheck-after must be positive");
        GatewayProperties.require(
                reloadInterval.isPositive(), "tls.reload-interval must be positive");
        GatewayProperties.require(handshakes > 0, "tls.handshakes must be positive");
    }

    /** Without encryption, without authentication, or with what is broken: not even by choice. */
    private static boolean isStrong(String suite) {
        var name = suite.toUpperCase(Locale.ROOT);
        return name.startsWith("TLS_")
                && !name.contains("_NULL_")
                && !name.contains("_ANON_")
                && !name.contains("_EXPORT_")
                && !name.contains("DES_")
                && !name.contains("_RC4_");
    }

    boolean isOn() {
        return !certificates.isEmpty();
    }

    TlsSettings settings(Duration handshakeTimeout) {
        var own = new ArrayList<TlsSettings.KeyFiles>();
        certificates.forEach(
                pair -> own.add(new TlsSettings.KeyFiles(pair.certificate(), pair.key())));
        return new TlsSettings(
                own,
                VERSIONS.subList(VERSIONS.indexOf(minimumVersion), VERSIONS.size()),
                cipherSuites.isEmpty() ? TlsSettings.WHITEPAPER_SUITES : cipherSuites,
                clients.authorities(),
                clients.revocation(),
                clients.revocationLists().stream()
                        .filter(list -> !Clients.isAddress(list))
                        .map(Path::of)
                        .toList(),
                clients.revocationLists().stream()
                        .filter(Clients::isAddress)
                        .map(URI::create)
                        .toList(),
                clients.fetchKey(),
                clients.refreshInterval(),
                recheckAfter,
                reloadInterval,
                handshakeTimeout,
                handshakes);
    }
}
