package io.mainspring.smartcharging.template;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Installations of a template on many charge points.
 *
 * @param concurrency how many charge points of one installation may be asked at a time
 * @param answerTime after it, one that has not answered counts as absent and makes room for the
 *     next; its command waits for it all the same
 * @param whenOnline how long each may be waited for where the operator says nothing
 * @param kept how long an installation that has finished can be looked at
 */
@ConfigurationProperties("mainspring.smartcharging.installations")
record InstallationSettings(
        @DefaultValue("20") int concurrency,
        @DefaultValue("1m") Duration answerTime,
        @DefaultValue("24h") Duration whenOnline,
        @DefaultValue("90d") Duration kept) {

    InstallationSettings {
        if (concurrency < 1
                || !answerTime.isPositive()
                || !whenOnline.isPositive()
                || !kept.isPositive()) {
            throw new IllegalArgumentException(
                    "concurrency, answer-time, when-online and kept must be positive");
        }
    }
}
