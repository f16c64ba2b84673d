package io.mainspring.gateway.tls;

import org.jspecify.annotations.Nullable;

/** Certificates, keys or lists that cannot be used; the message names the file and the reason. */
public final class UnusableMaterial extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableMaterial(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
