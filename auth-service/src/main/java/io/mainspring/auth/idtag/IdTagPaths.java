package io.mainspring.auth.idtag;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Lets idTags be addressed that have {@code / \ ; %} in them (quirk: vendors join several numbers
 * with semicolons). Percent-encoded, and below {@code /api/v1/id-tags/} only; everywhere else these
 * characters are refused as the attempts they usually are.
 */
@Configuration(proxyBeanMethods = false)
class IdTagPaths {

    private static final String ID_TAGS = "/api/v1/id-tags/";

    @Bean
    HttpFirewall idTagFirewall() {
        return new IdTagFirewall();
    }

    /** Tomcat hands encoded slashes on as they are: what is one segment stays one. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
        return server ->
                server.addConnectorCustomizers(connector -> {
                    connector.setEncodedSolidusHandling(
                            EncodedSolidusHandling.PASS_THROUGH.getValue());
                    connector.setEncodedReverseSolidusHandling(
                            EncodedSolidusHandling.PASS_THROUGH.getValue());
                });
    }

    private static final class IdTagFirewall implements HttpFirewall {

        private final StrictHttpFirewall strict = new StrictHttpFirewall();
        private final StrictHttpFirewall forIdTags = new StrictHttpFirewall();

        IdTagFirewall() {
            forIdTags.setAllowSemicolon(true);
            forIdTags.setAllowUrlEncodedSlash(true);
            forIdTags.setAllowUrlEncodedDoubleSlash(true);
            forIdTags.setAllowBackSlash(true);
            forIdTags.setAllowUrlEncodedPercent(true);
        }

        @Override
        public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
            var rules = request.getRequestURI().startsWith(ID_TAGS) ? forIdTags : strict;
            return rules.getFirewalledRequest(request);
        }

        @Override
        public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
            return strict.getFirewalledResponse(response);
        }
    }
}
