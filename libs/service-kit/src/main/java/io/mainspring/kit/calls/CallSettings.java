package io.mainspring.kit.calls;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Calls to charge points.
 *
 * @param responseWait how long a REST call waits for the end of its command before it answers 202
 * @param expiry how long a call that does not wait for an absent charge point may stand in its
 *     queue before it is sent
 * @param whenOnline per action name: how long it may wait for an absent charge point where the
 *     caller says nothing; without an entry it is {@code Offline} at once
 * @param idempotencyKeysLive how long a repeated Idempotency-Key gives the same command
 */
@ConfigurationProperties("mainspring.calls")
record CallSettings(
        @DefaultValue("30s") Duration responseWait,
        @DefaultValue("60s") Duration expiry,
        @DefaultValue Map<String, Duration> whenOnline,
        @DefaultValue("31d") Duration idempotencyKeysLive) {}
