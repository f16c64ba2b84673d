package io.mainspring.gateway.handshake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The identity that a charge point has put into its address: the last segment of the raw path,
 * percent-decoded exactly once. An encoded slash belongs to it, a plus is a plus. OCPP-J §3.1.1.
 */
final class Identity {

    /** As in OCPP 2.0.1; 1.6 sets no limit. */
    private static final int MAXIMUM_LENGTH = 48;

    private Identity() {}

    /**
     * The raw last segment, or null if the address is not below the prefix or names nobody.
     *
     * @param prefix with a slash at its end
     */
    static @Nullable String segment(String uri, String prefix) {
        int end = uri.indexOf('?');
        var path = end < 0 ? uri : uri.substring(0, end);
        if (!path.startsWith(prefix)) {
            return null;
        }
        var segment = path.substring(path.lastIndexOf('/') + 1);
        return segment.isEmpty() ? null : segment;
    }

    /**
     * The identity, or null if it is none: broken encoding, too long, or with characters that no
     * identity has. A colon is refused because the identity is the user name of HTTP Basic too.
     */
    static @Nullable String decode(String segment) {
        var bytes = new ByteArrayOutputStream(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '%') {
                if (i + 2 >= segment.length()
                        || !HexFormat.isHexDigit(segment.charAt(i + 1))
                        || !HexFormat.isHexDigit(segment.charAt(i + 2))) {
                    return null;
                }
                bytes.write(HexFormat.fromHexDigits(segment, i + 1, i + 3));
                i += 2;
            } else if (c < 0x80) {
                bytes.write(c);
            } else {
                return null; // a request line is ASCII
            }
        }
        try {
            var identity = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return isIdentity(identity.toString()) ? identity.toString() : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isIdentity(String text) {
        return text.codePointCount(0, text.length()) <= MAXIMUM_LENGTH
                && text.codePoints().noneMatch(c -> c == ':' || Character.isISOControl(c));
    }
}
