package io.mainspring.gateway.listener;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URLEncoder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final String PEM =
            "-----BEGIN CERTIFICATE-----\na+b/c=\n-----END CERTIFICATE-----";

    private final TrustedProxies nginx = proxies("ssl-client-cert");
    private final TrustedProxies envoy = proxies("X-Forwarded-Client-Cert");

    private static TrustedProxies proxies(String certificateHeader) {
        return new TrustedProxies(
                List.of(AddressRange.parse("10.1.0.0/16"), AddressRange.parse("fd00::/8")),
                certificateHeader);
    }

    private static SocketAddress from(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 40_000);
    }

    private static HttpHeaders headers(String... namesAndValues) {
        var headers = new DefaultHttpHeaders();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    private static String encoded(String pem) {
        return URLEncoder.encode(pem, UTF_8).replace("+", "%20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.2.0.1", "192.0.2.1", "fe80::1", "::1"})
    void nobodyElseIsBelieved(String address) {
        assertThat(nginx.read(from(address), headers("X-Forwarded-Proto", "https"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.0.1", "10.1.255.255", "fd12::1"})
    void aTrustedProxyIsBelieved(String address) {
        assertThat(nginx.read(from(address), headers("X-Forwarded-Proto", "WSS")))
                .isEqualTo(new TrustedProxies.Told(true, null, null));
    }

    @Test
    void whatItDoesNotSayIsNotMadeUp() {
        assertThat(nginx.read(from("10.1.0.1"), headers()))
                .isEqualTo(new TrustedProxies.Told(null, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.7 | 192.0.2.7",
                "6.6.6.6, 192.0.2.7 | 192.0.2.7",
                "192.0.2.7, 10.1.0.5, 10.1.0.6 | 192.0.2.7",
                "2001:db8::7 | 2001:db8::7",
            })
    void theAddressIsTheLastThatIsNoTrustedProxy(String forwarded, String address) {
        var told = nginx.read(from("10.1.0.1"), headers("X-Forwarded-For", forwarded));

        assertThat(told).isEqualTo(new TrustedProxies.Told(null, address, null));
    }

    @Test
    void theCertificateIsPercentEncodedPemWhosePlusesAreTheirOwn() {
        for (var value : List.of(encoded(PEM), PEM.replace(" ", "%20").replace("\n", "%0A"))) {
            var told = nginx.read(from("10.1.0.1"), headers("ssl-client-cert", value));

            assertThat(told).isEqualTo(new TrustedProxies.Told(null, null, PEM));
        }
    }

    @Test
    void anEmptyCertificateHeaderMeansNone() {
        assertThat(nginx.read(from("10.1.0.1"), headers("ssl-client-cert", "")))
                .isEqualTo(new TrustedProxies.Told(null, null, null));
    }

    private @Nullable String xfcc(String... values) {
        var headers = new DefaultHttpHeaders();
        headers.add("x-forwarded-client-cert", List.of(values));
        var told = envoy.read(from("10.1.0.1"), headers);
        return told == null ? "not read" : told.certificate();
    }

    @Test
    void envoysCertificateIsOneOfSeveralFields() {
        var certificate = encoded(PEM);

        assertThat(xfcc("Hash=1;Cert=\"" + certificate + "\";Subject=\"CN=x\"")).isEqualTo(PEM);
        assertThat(xfcc("By=spiffe://b;cert=" + certificate)).isEqualTo(PEM);
        assertThat(xfcc("Hash=1")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cert=\"%1$s\";URI=urn:x;Cert=\"%2$s\"",
                "Cert=\"%1$s\";URI=urn:x,Cert=\"%2$s\"",
                "Cert=\"%1$s\";DNS=x,Cert=%2$s",
                "URI=urn:x;Cert=\"%2$s\";Cert=\"%1$s\"",
                "Subject=\"CN=\\\"Cert=%2$s\";Cert=\"%1$s\"",
                "Cert=\"%2$s\",By=spiffe://b;Cert=\"%1$s\"",
            })
    void whereTheClientHasWrittenACertificateIntoAnotherFieldNoneIsBelieved(String header) {
        var both = header.formatted(encoded(PEM), encoded("somebody else's"));

        assertThat(xfcc(both)).isEqualTo("more than one certificate");
    }

    @Test
    void twoHeadersOfEnvoyAreOneTooMany() {
        assertThat(xfcc("Cert=\"a\"", "Cert=\"b\"")).isEqualTo("more than one certificate");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0, 203.0.113.9, true",
        "203.0.113.8/29, 203.0.113.15, true",
        "203.0.113.8/29, 203.0.113.16, false",
        "203.0.113.9, 203.0.113.9, true",
        "203.0.113.9, 203.0.113.8, false",
        "::/0, 203.0.113.9, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "10.0.0.0/8, unknown, false",
    })
    void aRangeContainsWhatBeginsAlike(String range, String address, boolean contained) {
        assertThat(AddressRange.parse(range).contains(address)).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/-1", "10.0.0.0/33", "10.0.0.0/x", "localhost", ""})
    void whatIsNoRangeIsRefused(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
