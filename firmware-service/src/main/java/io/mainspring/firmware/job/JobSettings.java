package io.mainspring.firmware.job;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Time limits of jobs: how long after it may begin (when it was sent, may be fetched or may be
 * installed, whatever is last) a job without an end counts as timed out.
 *
 * @param updateLimit of firmware updates
 * @param diagnosticsLimit of diagnostics
 * @param logLimit of logs
 */
@ConfigurationProperties("mainspring.firmware.jobs")
record JobSettings(
        @DefaultValue("24h") Duration updateLimit,
        @DefaultValue("2h") Duration diagnosticsLimit,
        @DefaultValue("2h") Duration logLimit) {

    Duration limit(JobLine line) {
        return switch (line) {
            case FIRMWARE -> updateLimit;
            case DIAGNOSTICS -> diagnosticsLimit;
            case LOG -> logLimit;
        };
    }
}
