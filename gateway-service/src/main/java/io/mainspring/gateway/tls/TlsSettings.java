package io.mainspring.gateway.tls;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param own the gateway's certificates with their keys; empty: TLS is not spoken here
 * @param protocols as the JDK names them
 * @param cipherSuites of TLS 1.2, in the order of preference; each must be usable
 * @param authorities PEM files with the certificates that client certificates must lead to; empty:
 *     none is asked for
 * @param revocationLists PEM or DER files, for {@link Revocation#CRL}
 * @param revocationAddresses where more of them are fetched, http or https
 * @param fetchKey bearer key that goes to these addresses, null if they ask for none
 * @param refreshInterval between two fetches
 * @param recheckAfter how long it is believed that a client certificate is good
 * @param reloadInterval between two looks at the files
 * @param handshakeTimeout for the TLS handshake alone
 * @param handshakes under way at once; more are closed
 */
public record TlsSettings(
        List<KeyFiles> own,
        List<String> protocols,
        List<String> cipherSuites,
        List<Path> authorities,
        Revocation revocation,
        List<Path> revocationLists,
        List<URI> revocationAddresses,
        @Nullable String fetchKey,
        Duration refreshInterval,
        Duration recheckAfter,
        Duration reloadInterval,
        Duration handshakeTimeout,
        int handshakes) {

    /** The suites that the security whitepaper asks of a central system, A00.FR.317. */
    public static final List<String> WHITEPAPER_SUITES =
            List.of(
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_RSA_WITH_AES_256_GCM_SHA384");

    /**
     * @param certificate PEM: the server's certificate first, then what leads to the root
     * @param key PEM: PKCS#8, not encrypted
     */
    public record KeyFiles(Path certificate, Path key) {}
}
