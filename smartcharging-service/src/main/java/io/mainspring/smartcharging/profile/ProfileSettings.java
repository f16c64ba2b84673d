package io.mainspring.smartcharging.profile;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Setting and clearing profiles.
 *
 * @param whenOnline how long an operator's command may wait for an absent charge point where the
 *     operator says nothing; TxProfiles never wait unasked, their transaction may end meanwhile
 * @param lateStart a transaction whose start was reported later than this after it began may be
 *     over already: no TxProfile is sent to it unless forced (OCPP 1.6 §5.16.1)
 */
@ConfigurationProperties("mainspring.smartcharging.profiles")
record ProfileSettings(
        @DefaultValue("24h") Duration whenOnline, @DefaultValue("5m") Duration lateStart) {}
