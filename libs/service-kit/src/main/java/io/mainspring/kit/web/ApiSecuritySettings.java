package io.mainspring.kit.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Who may use the REST API besides bearers of OIDC tokens.
 *
 * @param apiKeys keys for scripts
 * @param rolesClaim the claim of an OIDC token that lists roles
 */
@ConfigurationProperties("mainspring.security")
record ApiSecuritySettings(
        @DefaultValue List<ApiKey> apiKeys, @DefaultValue("roles") String rolesClaim) {

    /**
     * @param name as it stands in "requested by"
     * @param sha256 of the key, hexadecimal: the configuration holds no key
     */
    record ApiKey(String name, Role role, String sha256) {}

    /** Each may what those before it may. */
    enum Role {
        VIEWER,
        OPERATOR,
        ADMIN;

        List<GrantedAuthority> authorities() {
            var authorities = new ArrayList<GrantedAuthority>();
            for (var role : values()) {
                if (role.compareTo(this) <= 0) {
                    authorities.add(new SimpleGrantedAuthority("ROLE_" + role));
                }
            }
            return authorities;
        }
    }
}
