package io.mainspring.smartcharging.template;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Installations of a template on many charge points.
 *
 * @param concurrency how many charge points of one installation may be asked at a time
 * @param whenOnline how long each may be waited for where the operator says nothing
 */
@ConfigurationProperties("mainspring.smartcharging.installations")
record InstallationSettings(
        @DefaultValue("20") int concurrency, @DefaultValue("24h") Duration whenOnline) {

    InstallationSettings {
        if (concurrency < 1 || !whenOnline.isPositive()) {
            throw new IllegalArgumentException("concurrency and when-online must be positive");
        }
    }
}
