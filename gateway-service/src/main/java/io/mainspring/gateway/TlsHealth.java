package io.mainspring.gateway;

import io.mainspring.gateway.tls.TlsMaterial;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * What became of the certificate files. Always up: with a broken file the former certificates serve
 * on, and a restart, which is what "down" asks for, would take even them away.
 */
final class TlsHealth implements HealthIndicator {

    private final TlsMaterial material;

    TlsHealth(TlsMaterial material) {
        this.material = material;
    }

    @Override
    public Health health() {
        var health = Health.up();
        var expiry = material.firstExpiry();
        if (expiry != null) {
            health.withDetail("firstExpiry", expiry.toString());
        }
        var problem = material.problem();
        if (problem != null) {
            health.withDetail("problem", problem);
        }
        return health.build();
    }
}
