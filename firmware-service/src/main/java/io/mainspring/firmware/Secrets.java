package io.mainspring.firmware;

import java.util.regex.Pattern;

/**
 * What a location holds of secrets: passwords of file servers, and the tokens of our own addresses,
 * with which anybody could bring files as the charge point. Who only looks at orders is not shown
 * them.
 */
public final class Secrets {

    private static final Pattern PASSWORD = Pattern.compile("(://[^/@:\\s\"]*):[^/@\\s\"]*@");
    private static final Pattern TOKEN = Pattern.compile("(/files/[du]/)[0-9a-f]{40}");

    private Secrets() {}

    /** The same JSON with the secrets of its locations masked. */
    public static String masked(String json) {
        var withoutPasswords = PASSWORD.matcher(json).replaceAll("$1:***@");
        return TOKEN.matcher(withoutPasswords).replaceAll("$1***");
    }
}
