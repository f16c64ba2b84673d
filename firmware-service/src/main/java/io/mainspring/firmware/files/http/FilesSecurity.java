package io.mainspring.firmware.files.http;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Charge points have no API key: below {@code /files} the token in the path is judged, nothing else. */
@Configuration(proxyBeanMethods = false)
class FilesSecurity {

    /** Before the REST API's chain. */
    private static final int FIRST = 1;

    @Bean
    @Order(FIRST)
    SecurityFilterChain files(HttpSecurity http) throws Exception {
        return http.securityMatcher("/files/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(r -> r.anyRequest().permitAll())
                .build();
    }
}
