package io.mainspring.gateway;

import io.mainspring.gateway.handshake.SubprotocolMismatch;
import io.mainspring.gateway.handshake.UnknownChargePoints;
import io.mainspring.ocpp.v16.Action;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Everything that can be set. What each key means stands in the README.
 *
 * @param disabledActions wire names
 */
@ConfigurationProperties("mainspring.gateway")
record GatewayProperties(
        String instance,
        @DefaultValue("0.0.0.0") String bindAddress,
        @DefaultValue("true") boolean plain,
        @DefaultValue("9000") int port,
        @DefaultValue TlsProperties tls,
        @DefaultValue ProxyProperties proxies,
        @DefaultValue("/ocpp/") String path,
        @DefaultValue("0") int eventLoops,
        @DefaultValue("reject") UnknownChargePoints unknownChargePoints,
        @DefaultValue("refuse") SubprotocolMismatch subprotocolMismatch,
        @DefaultValue({}) Set<String> disabledActions,
        @DefaultValue("10s") Duration responseTimeout,
        @DefaultValue("60s") Duration triggerWindow,
        @DefaultValue("30s") Duration pingInterval,
        @DefaultValue("60s") Duration keyGrace,
        @DefaultValue("10s") Duration handshakeTimeout,
        @DefaultValue("5s") Duration drainTimeout,
        @DefaultValue Limits limits) {

    /** Bounds on what one charge point, or all of them, can cost this process. */
    record Limits(
            @DefaultValue("50000") int connections,
            @DefaultValue("2000") int handshakesPerSecond,
            @DefaultValue("200") int framesPerSecond,
            @DefaultValue("400") int frameBurst,
            @DefaultValue("900KB") DataSize frameSize,
            @DefaultValue("128") int waitingCalls,
            @DefaultValue("2MB") DataSize waitingSize,
            @DefaultValue("20") int unreadableFrames) {

        Limits {
            requirePositive("limits.connections", connections);
            requirePositive("limits.handshakes-per-second", handshakesPerSecond);
            requirePositive("limits.frames-per-second", framesPerSecond);
            requirePositive("limits.frame-burst", frameBurst);
            requirePositive("limits.waiting-calls", waitingCalls);
            requirePositive("limits.unreadable-frames", unreadableFrames);
            require(
                    frameSize.toBytes() >= 1_024 && frameSize.toBytes() <= 16 * 1_048_576,
                    "limits.frame-size must be 1KB to 16MB");
            require(
                    waitingSize.compareTo(frameSize) >= 0,
                    "limits.waiting-size must be at least limits.frame-size");
        }
    }

    GatewayProperties {
        require(!instance.isBlank(), "instance must name this gateway");
        require(port >= 0 && port <= 65_535, "port must be 0 to 65535");
        require(plain || tls.isOn(), "plain must be true where tls.certificates has none");
        require(path.startsWith("/") && path.endsWith("/"), "path must begin and end with a slash");
        require(eventLoops >= 0, "event-loops must not be negative; 0 takes one for each core");
        requirePositive("response-timeout", responseTimeout);
        requirePositive("trigger-window", triggerWindow);
        requirePositive("ping-interval", pingInterval);
        require(!keyGrace.isNegative(), "key-grace must not be negative");
        requirePositive("handshake-timeout", handshakeTimeout);
        requirePositive("drain-timeout", drainTimeout);
    }

    Set<Action> disabled() {
        return disabledActions.stream()
                .map(name ->
                        Action.named(name)
                                .orElseThrow(() ->
                                        new IllegalArgumentException(
                                                "disabled-actions: no action of"
                                                        + " OCPP 1.6: "
                                                        + name)))
                .collect(Collectors.toUnmodifiableSet());
    }

    int eventLoopThreads() {
        return eventLoops == 0 ? Runtime.getRuntime().availableProcessors() : eventLoops;
    }

    private static void requirePositive(String key, Duration value) {
        require(value.isPositive(), key + " must be positive");
    }

    private static void requirePositive(String key, int value) {
        require(value > 0, key + " must be positive");
    }

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException("mainspring.gateway." + otherwise);
        }
    }
}
