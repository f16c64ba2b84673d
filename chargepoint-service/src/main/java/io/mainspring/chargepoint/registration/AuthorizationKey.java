package io.mainspring.chargepoint.registration;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret with which a charge point opens its connection (OCPP-J 1.6 §6.2.2: 20 bytes; security
 * whitepaper A00: 16 to 20). Lives in memory only: {@link #toString()} does not tell it, nothing
 * stores it, and {@link KeyHash} is what remains.
 */
public final class AuthorizationKey {

    /** The configuration key by which a charge point is given a new one. */
    public static final String CONFIGURATION_KEY = "AuthorizationKey";

    private static final int GENERATED_BYTES = 20;
    private static final int SALT_BYTES = 16;
    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2}){16,20}");
    private static final Pattern TEXT = Pattern.compile("[\\x21-\\x7E]{16,20}");

    private final byte[] bytes;

    private AuthorizationKey(byte[] bytes) {
        this.bytes = bytes;
    }

    public static AuthorizationKey generate(SecureRandom random) {
        var bytes = new byte[GENERATED_BYTES];
        random.nextBytes(bytes);
        return new AuthorizationKey(bytes);
    }

    /**
     * A key as people write it: 32 to 40 hexadecimal digits stand for 16 to 20 bytes, 16 to 20
     * printable ASCII characters for themselves.
     *
     * @return empty if it is neither
     */
    public static Optional<AuthorizationKey> parse(String text) {
        if (HEX.matcher(text).matches()) {
            return Optional.of(new AuthorizationKey(HexFormat.of().parseHex(text)));
        }
        return TEXT.matcher(text).matches()
                ? Optional.of(new AuthorizationKey(text.getBytes(US_ASCII)))
                : Optional.empty();
    }

    /** As ChangeConfiguration carries it: upper-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    /** What may be stored, under a new random salt. */
    public KeyHash hash(SecureRandom random) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new KeyHash(HexFormat.of().formatHex(salt), sha256(salt));
    }

    /** Whether this is the key that a hash was made of. */
    public boolean matches(KeyHash hash) {
        var own = sha256(HexFormat.of().parseHex(hash.salt()));
        return MessageDigest.isEqual(own.getBytes(US_ASCII), hash.sha256().getBytes(US_ASCII));
    }

    private String sha256(byte[] salt) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "AuthorizationKey[secret]";
    }
}
