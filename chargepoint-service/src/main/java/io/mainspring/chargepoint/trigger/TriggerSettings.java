package io.mainspring.chargepoint.trigger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Triggered messages.
 *
 * @param window how long after the charge point's answer a message is still taken for the triggered
 *     one; a gateway's {@code trigger-window} must cover it
 * @param retention how long after the request it is kept what was triggered
 */
@ConfigurationProperties("mainspring.chargepoint.trigger")
record TriggerSettings(
        @DefaultValue("60s") Duration window, @DefaultValue("90d") Duration retention) {}
