package io.mainspring.simulator.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What a charge point says in its opening handshake.
 *
 * @param uri the whole connection URL, already percent-encoded
 * @param subprotocolLines one {@code Sec-WebSocket-Protocol} header line each; empty: no such header
 * @param headers further headers, sent as they are
 */
public record Handshake(URI uri, List<String> subprotocolLines, List<Header> headers) {

    /** The name of OCPP 1.6 in the WebSocket subprotocol registry. */
    public static final String OCPP_1_6 = "ocpp1.6";

    public Handshake {
        subprotocolLines = List.copyOf(subprotocolLines);
        headers = List.copyOf(headers);
    }

    /** A well-behaved handshake: identity as last path segment, {@code ocpp1.6}, no credentials. */
    public static Handshake of(URI endpoint, String identity) {
        return at(endpoint, encoded(identity));
    }

    /** As {@link #of}, for a path segment that is sent exactly as given. */
    public static Handshake at(URI endpoint, String encodedIdentity) {
        var base = endpoint.toString();
        var separator = base.endsWith("/") ? "" : "/";
        return new Handshake(
                URI.create(base + separator + encodedIdentity), List.of(OCPP_1_6), List.of());
    }

    /** HTTP Basic credentials; the password is bytes, not text: a key may contain any of them. */
    public Handshake withBasic(String user, byte[] password) {
        var name = user.getBytes(UTF_8);
        var credentials = new byte[name.length + 1 + password.length];
        System.arraycopy(name, 0, credentials, 0, name.length);
        credentials[name.length] = ':';
        System.arraycopy(password, 0, credentials, name.length + 1, password.length);
        return withHeader(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    public Handshake withHeader(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Handshake(uri, subprotocolLines, more);
    }

    public Handshake withSubprotocolLines(List<String> lines) {
        return new Handshake(uri, lines, headers);
    }

    /** The identity as one path segment (RFC 3986): a blank is {@code %20}, a slash {@code %2F}. */
    public static String encoded(String identity) {
        return URLEncoder.encode(identity, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** One header line. */
    public record Header(String name, String value) {}
}
