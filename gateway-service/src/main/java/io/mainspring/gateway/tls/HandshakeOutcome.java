package io.mainspring.gateway.tls;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** How a TLS handshake ended. */
public enum HandshakeOutcome {
    COMPLETED,
    /** The client's certificate was not valid: somebody may not be who he says. */
    INVALID_CERTIFICATE,
    /** Nothing in common, a broken message, no TLS at all. */
    FAILED,
    TIMED_OUT,
    /** The client went away. */
    CLOSED,
    /** Too many at once. */
    TURNED_AWAY;

    static HandshakeOutcome of(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case CertificateException _,
                        CertPathValidatorException _,
                        CertPathBuilderException _ -> {
                    return INVALID_CERTIFICATE;
                }
                case SslHandshakeTimeoutException _ -> {
                    return TIMED_OUT;
                }
                case NotSslRecordException _ -> {
                    return FAILED;
                }
                case SSLException unproven when isUnproven(unproven) -> {
                    return INVALID_CERTIFICATE;
                }
                case ClosedChannelException _ -> {
                    return CLOSED;
                }
                default -> {
                    // its cause may say more
                }
            }
        }
        return failure == null ? COMPLETED : FAILED;
    }

    /** A good certificate without its key: somebody else's. The JDK tells it by this word alone. */
    private static boolean isUnproven(SSLException failure) {
        return String.valueOf(failure.getMessage()).contains("CertificateVerify");
    }

    /** As the metric's tag has it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
