package io.mainspring.firmware.files.address;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The secret in an address: 160 bits of chance in hexadecimal, which every client can send in a
 * path, as a password and on a command line. Only its hash is kept.
 */
public final class Token {

    /** Characters of every token. */
    public static final int LENGTH = 40;

    private static final RandomGenerator RANDOM = new SecureRandom();

    private Token() {}

    static String make() {
        var bytes = new byte[LENGTH / 2];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Looked up by: how long that takes tells nothing of the tokens that exist. */
    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
