package io.mainspring.ocpp.codec;

/** Spelling of JSON Pointers, RFC 6901. */
final class Pointers {

    private Pointers() {}

    static String step(String token) {
        return "/" + token.replace("~", "~0").replace("/", "~1");
    }
}
