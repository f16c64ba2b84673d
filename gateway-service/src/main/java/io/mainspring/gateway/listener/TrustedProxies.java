package io.mainspring.gateway.listener;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Proxies that end TLS before us, and what they say in headers about who dialled them. From anybody
 * else the same headers are not even looked at.
 *
 * <p>Proxies append, and what is left of it may be the client's own invention: of a list the last
 * entry counts, of {@code X-Forwarded-For} the last one that is no trusted proxy itself. Envoy's
 * header must be the nearest proxy's alone.
 */
public final class TrustedProxies {

    /** Envoy's header, in which the certificate is one of several fields. */
    static final String XFCC = "x-forwarded-client-cert";

    private static final Pattern XFCC_CERTIFICATE = Pattern.compile("(?i)\\bCert=\"?([^\";,]*)\"?");

    private final List<AddressRange> ranges;
    private final String certificateHeader;

    /**
     * @param ranges addresses of the proxies
     * @param certificateHeader where the client's certificate stands: percent-encoded PEM, or {@code
     *     x-forwarded-client-cert} in Envoy's manner
     */
    public TrustedProxies(List<AddressRange> ranges, String certificateHeader) {
        this.ranges = List.copyOf(ranges);
        this.certificateHeader = certificateHeader;
    }

    /**
     * What a proxy has told.
     *
     * @param encrypted whether the charge point dialled wss, null if the proxy does not say
     * @param remoteAddress the charge point's, null if the proxy does not say
     * @param certificate PEM, null if the charge point has shown none
     */
    record Told(
            @Nullable Boolean encrypted,
            @Nullable String remoteAddress,
            @Nullable String certificate) {}

    /** Null if the request comes from nobody who is trusted. */
    @Nullable Told read(SocketAddress peer, HttpHeaders headers) {
        if (ranges.isEmpty()
                || !(peer instanceof InetSocketAddress address)
                || !isTrusted(address.getAddress().getHostAddress())) {
            return null;
        }
        return new Told(
                encrypted(last(headers, "X-Forwarded-Proto")),
                remoteAddress(entries(headers, "X-Forwarded-For")),
                certificate(headers));
    }

    private static @Nullable Boolean encrypted(@Nullable String scheme) {
        return scheme == null
                ? null
                : scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("wss");
    }

    private @Nullable String remoteAddress(List<String> hops) {
        return hops.reversed().stream().filter(hop -> !isTrusted(hop)).findFirst().orElse(null);
    }

    private @Nullable String certificate(HttpHeaders headers) {
        var values = headers.getAll(certificateHeader);
        if (values.isEmpty() || values.getLast().isBlank()) {
            return null;
        }
        return certificateHeader.equalsIgnoreCase(XFCC)
                ? onlyOne(String.join(",", values))
                : decoded(values.getLast());
    }

    /**
     * Other fields hold what the client's certificate says, and not all of them in quotes: it may
     * say that there is another certificate. Where there are two, neither is one.
     */
    private static @Nullable String onlyOne(String fields) {
        var found = XFCC_CERTIFICATE.matcher(fields);
        if (!found.find()) {
            return null;
        }
        var certificate = decoded(found.group(1));
        return found.find() ? "more than one certificate" : certificate;
    }

    /** Percent-encoding with a plus that is one: Base64 has it, and nginx leaves it as it is. */
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            return value; // no certificate either: what reads it will say so
        }
    }

    private boolean isTrusted(String address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static @Nullable String last(HttpHeaders headers, String name) {
        var entries = entries(headers, name);
        return entries.isEmpty() ? null : entries.getLast();
    }

    private static List<String> entries(HttpHeaders headers, String name) {
        var entries = new ArrayList<String>();
        for (var line : headers.getAll(name)) {
            for (var entry : line.split(",", -1)) {
                if (!entry.isBlank()) {
                    entries.add(entry.strip());
                }
            }
        }
        return entries;
    }
}
