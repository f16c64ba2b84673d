package io.mainspring.gateway;

import io.mainspring.gateway.handshake.SecurityRefusal;
import io.mainspring.gateway.listener.ListenerMeter;
import io.mainspring.gateway.pipe.CallOutcome;
import io.mainspring.gateway.pipe.DroppedDelivery;
import io.mainspring.gateway.pipe.IgnoredFrame;
import io.mainspring.gateway.pipe.PipeMeter;
import io.mainspring.gateway.tls.HandshakeOutcome;
import io.mainspring.gateway.tls.TlsMeter;
import io.mainspring.ocpp.codec.Repair;
import io.mainspring.ocpp.v16.Action;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The gateway's metrics; their names are in the README. No tag names a charge point. */
final class GatewayMeters implements PipeMeter, ListenerMeter, TlsMeter {

    private final MeterRegistry registry;
    private final Map<Answered, Timer> requests = new ConcurrentHashMap<>();
    private final Map<Object, Counter> counters = new ConcurrentHashMap<>();

    private record Answered(@Nullable Action action, CallOutcome outcome) {}

    GatewayMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void watchConnections(IntSupplier open) {
        Gauge.builder("ocpp.connections", open::getAsInt).strongReference(true).register(registry);
    }

    @Override
    public void answered(@Nullable Action action, CallOutcome outcome, long nanos) {
        requests.computeIfAbsent(new Answered(action, outcome), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void repaired(Repair repair) {
        count(repair, r -> counter("ocpp.repairs", "repair", repair.wireName()));
    }

    @Override
    public void ignored(IgnoredFrame reason) {
        count(reason, r -> counter("ocpp.frames.ignored", "reason", reason.wireName()));
    }

    @Override
    public void dropped(DroppedDelivery reason) {
        count(reason, r -> counter("ocpp.deliveries.dropped", "reason", reason.wireName()));
    }

    @Override
    public void handshakeAnswered(int status) {
        count(status, s -> counter("ocpp.handshakes", "status", Integer.toString(status)));
    }

    @Override
    public void securityRefusal(SecurityRefusal reason) {
        count(reason, r -> counter("ocpp.security.refusals", "reason", reason.wireName()));
    }

    /** A certificate refused by TLS is suspicious as well as one that is refused by the handshake. */
    @Override
    public void handshake(HandshakeOutcome outcome) {
        count(outcome, o -> counter("ocpp.tls.handshakes", "outcome", outcome.wireName()));
        if (outcome == HandshakeOutcome.INVALID_CERTIFICATE) {
            securityRefusal(SecurityRefusal.INVALID_CERTIFICATE);
        }
    }

    @Override
    public void reloaded(boolean succeeded) {
        count(
                succeeded ? "reloaded" : "not reloaded",
                r -> counter("ocpp.tls.reloads", "outcome", succeeded ? "loaded" : "failed"));
    }

    @Override
    public <T> void watchExpiry(Expiring what, T source, ToDoubleFunction<T> seconds) {
        var gauge =
                switch (what) {
                    case RSA_CERTIFICATE ->
                            Gauge.builder("ocpp.tls.certificate.expiry", source, seconds)
                                    .tag("algorithm", "RSA");
                    case EC_CERTIFICATE ->
                            Gauge.builder("ocpp.tls.certificate.expiry", source, seconds)
                                    .tag("algorithm", "EC");
                    case AUTHORITY -> Gauge.builder("ocpp.tls.authority.expiry", source, seconds);
                    case REVOCATION_LIST ->
                            Gauge.builder("ocpp.tls.revocation.list.expiry", source, seconds);
                };
        gauge.baseUnit("seconds").strongReference(true).register(registry);
    }

    private void count(Object key, Function<Object, Counter> counter) {
        counters.computeIfAbsent(key, counter).increment();
    }

    private Counter counter(String name, String tag, String value) {
        return registry.counter(name, tag, value);
    }

    private Timer timer(Answered answered) {
        return registry.timer(
                "ocpp.requests",
                "action",
                answered.action() == null ? "unknown" : answered.action().wireName(),
                "outcome",
                answered.outcome().wireName());
    }
}
