package io.mainspring.gateway.admission;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.mainspring.contracts.Admission.KeyHash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The password of a charge point as it was sent. An AuthorizationKey is bytes, but many charge
 * points send its hexadecimal text instead (security whitepaper A00.FR.205, quirks of the field):
 * 32 to 40 hexadecimal digits are also tried as the bytes that they stand for.
 */
@SuppressWarnings("ArrayRecordComponent") // a secret that is never compared but hashed
public record ChargePointKey(byte[] received) {

    /**
     * The one of the hashes that is this key's, null if none is. Takes the same time for each pair,
     * whether it fits or not.
     */
    public @Nullable KeyHash oneOf(List<KeyHash> keys) {
        KeyHash opened = null;
        var sha256 = sha256();
        for (var key : keys) {
            var salt = HexFormat.of().parseHex(key.salt());
            var expected = HexFormat.of().parseHex(key.sha256());
            for (var candidate : candidates()) {
                sha256.update(salt);
                if (MessageDigest.isEqual(expected, sha256.digest(candidate))) {
                    opened = key;
                }
            }
        }
        return opened;
    }

    private List<byte[]> candidates() {
        boolean mayBeHex =
                received.length >= 32 && received.length <= 40 && received.length % 2 == 0;
        for (byte b : received) {
            mayBeHex &= HexFormat.isHexDigit(b);
        }
        return mayBeHex
                ? List.of(received, HexFormat.of().parseHex(new String(received, US_ASCII)))
                : List.of(received);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "ChargePointKey[not shown]";
    }
}
