package io.mainspring.kit.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Roles, problem details and OCPP bodies for services with a REST API. */
@AutoConfiguration(
        beforeName =
                "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({HttpSecurity.class, JwtDecoder.class})
@EnableConfigurationProperties(ApiSecuritySettings.class)
@Import(Problems.class)
class WebAutoConfiguration {

    @Bean
    WebMvcConfigurer ocppBodies() {
        return new WebMvcConfigurer() {
            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
                builder.addCustomConverter(new OcppBodies());
            }
        };
    }

    /** Reading needs a viewer, everything else an operator; nothing but liveness is open. */
    @Bean
    SecurityFilterChain api(
            HttpSecurity http, ApiSecuritySettings settings, ObjectProvider<JwtDecoder> tokens)
            throws Exception {
        http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(
                        new ApiKeys(settings.apiKeys()), UsernamePasswordAuthenticationFilter.class)
                .authorizeHttpRequests(r ->
                        r.requestMatchers("/actuator/health/**", "/v3/api-docs/**")
                                .permitAll()
                                .requestMatchers("/error")
                                .permitAll()
                                .requestMatchers(HttpMethod.GET)
                                .hasRole("VIEWER")
                                .anyRequest()
                                .hasRole("OPERATOR"))
                .exceptionHandling(e ->
                        e.authenticationEntryPoint(
                                        (_, response, _) -> {
                                            response.setHeader("WWW-Authenticate", "Bearer");
                                            problem(
                                                    response,
                                                    HttpStatus.UNAUTHORIZED,
                                                    "a valid bearer token or API key is"
                                                            + " needed");
                                        })
                                .accessDeniedHandler((_, response, _) ->
                                        problem(
                                                response,
                                                HttpStatus.FORBIDDEN,
                                                "the role does not allow this")));
        if (tokens.getIfAvailable() != null) {
            var converter = new JwtAuthenticationConverter();
            converter.setJwtGrantedAuthoritiesConverter(
                    jwt -> authorities(jwt, settings.rolesClaim()));
            http.oauth2ResourceServer(o -> o.jwt(jwt -> jwt.jwtAuthenticationConverter(converter)));
        }
        return http.build();
    }

    private static Collection<GrantedAuthority> authorities(Jwt token, String rolesClaim) {
        var authorities = new ArrayList<GrantedAuthority>();
        var roles = token.getClaimAsStringList(rolesClaim);
        for (var role : roles == null ? List.<String>of() : roles) {
            for (var known : ApiSecuritySettings.Role.values()) {
                if (known.name().equals(role.toUpperCase(Locale.ROOT))) {
                    authorities.addAll(known.authorities());
                }
            }
        }
        return authorities;
    }

    private static void problem(
            jakarta.servlet.http.HttpServletResponse response, HttpStatus status, String detail)
            throws java.io.IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getWriter()
                .write(
                        """
                        {"type":"about:blank","title":"%s","status":%d,"detail":"%s"}\
                        """
                                .formatted(status.getReasonPhrase(), status.value(), detail));
    }
}
