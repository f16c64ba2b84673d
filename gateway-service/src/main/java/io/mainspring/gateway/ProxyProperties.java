package io.mainspring.gateway;

import io.mainspring.gateway.listener.AddressRange;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Proxies before this gateway. What each key means stands in the README.
 *
 * @param trusted addresses or ranges; none: no header about the other end is believed
 */
record ProxyProperties(
        @DefaultValue List<String> trusted,
        @DefaultValue("ssl-client-cert") String certificateHeader) {

    ProxyProperties {
        GatewayProperties.require(
                !certificateHeader.isBlank(), "proxies.certificate-header must not be blank");
        for (var range : trusted) {
            GatewayProperties.require(
                    isRange(range), "proxies.trusted: no address or range: " + range);
        }
    }

    private static boolean isRange(String text) {
        try {
            AddressRange.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    List<AddressRange> ranges() {
        return trusted.stream().map(AddressRange::parse).toList();
    }
}
