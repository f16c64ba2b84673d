package io.mainspring.gateway;

import io.mainspring.gateway.tls.TlsMaterial;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * What became of the certificate files, and when what is in use ends. Always up: with a broken file
 * the former certificates serve on, and a restart, which is what "down" asks for, would take even them away.
 */
final class TlsHealth implements HealthIndicator {

    private final TlsMaterial material;

    TlsHealth(TlsMaterial material) {
        this.material = material;
    }

    @Override
    public Health health() {
        var health = Health.up();
        detail(health, "firstExpiry", material.firstExpiry());
        detail(health, "authoritiesEnd", material.authoritiesEnd());
        detail(health, "revocationListsEnd", material.listsEnd());
        detail(health, "problem", material.problem());
        return health.build();
    }

    private static void detail(Health.Builder health, String name, @Nullable Object value) {
        if (value != null) {
            health.withDetail(name, value.toString());
        }
    }
}
