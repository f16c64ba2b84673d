package io.mainspring.gateway.handshake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.gateway.admission.ChargePointKey;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * HTTP Basic authentication as OCPP has it: the password is bytes of any value, so the text is split
 * at its first colon before anything is made of it. RFC 7617, OCPP-J §6.2.2.
 */
record BasicCredentials(String user, ChargePointKey key) {

    private static final String SCHEME = "Basic ";

    /** Null if the header is absent or no Basic authentication. */
    static @Nullable BasicCredentials read(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        try {
            var bytes = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == ':') {
                    return new BasicCredentials(
                            new String(bytes, 0, i, UTF_8),
                            new ChargePointKey(Arrays.copyOfRange(bytes, i + 1, bytes.length)));
                }
            }
            return null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
