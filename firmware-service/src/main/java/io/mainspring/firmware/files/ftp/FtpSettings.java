package io.mainspring.firmware.files.ftp;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The embedded FTP server.
 *
 * @param enabled whether it runs at all
 * @param port of control connections; 0 takes a free one
 * @param bindAddress null: all addresses of the machine
 * @param publicHost under which charge points reach it; null: no address of it is given out
 * @param passivePorts of data connections, such as {@code 30000-30099}; 0: any free ones
 * @param passiveAddress told to clients for data connections, for a server behind NAT; null: the
 *     address on which the control connection came in
 * @param keyStore PKCS #12 with the server's key and certificate; with it clients may ask for TLS
 *     (AUTH TLS) and FTPS addresses are given out
 * @param maxSessions that are logged in at a time; twice as many may be connected, and half as
 *     many from one address
 * @param idleTimeout after which a silent session is ended
 */
@ConfigurationProperties("mainspring.firmware.files.ftp")
record FtpSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("2121") int port,
        @Nullable String bindAddress,
        @Nullable String publicHost,
        @DefaultValue("0") String passivePorts,
        @Nullable String passiveAddress,
        @Nullable Path keyStore,
        @Nullable String keyStorePassword,
        @DefaultValue("50") int maxSessions,
        @DefaultValue("5m") Duration idleTimeout) {

    /** Without the password: settings are printed. */
    @Override
    public String toString() {
        return "FtpSettings[enabled=" + enabled + ", port=" + port + "]";
    }
}
