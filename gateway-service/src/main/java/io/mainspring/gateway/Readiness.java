package io.mainspring.gateway;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether everything is known that a socket needs. Once it is, it stays so. Thread-safe. */
final class Readiness implements HealthIndicator {

    /** What must be known. */
    enum Precondition {
        /** Who may connect: read to the end. */
        ADMISSIONS,
        /** What an earlier life of this gateway has said about its connections: put right. */
        CONNECTIONS,
        /** Where this gateway's deliveries are read from: fixed. */
        DELIVERIES
    }

    private final Set<Precondition> missing = EnumSet.allOf(Precondition.class);
    private volatile boolean ready;

    synchronized void fulfilled(Precondition precondition) {
        missing.remove(precondition);
        ready = missing.isEmpty();
    }

    boolean isReady() {
        return ready;
    }

    @Override
    public synchronized Health health() {
        return missing.isEmpty()
                ? Health.up().build()
                : Health.outOfService().withDetail("waitsFor", missing.toString()).build();
    }
}
