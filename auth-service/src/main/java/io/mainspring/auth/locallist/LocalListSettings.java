package io.mainspring.auth.locallist;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How local lists are kept.
 *
 * @param assumedMessageLength lines per message where SendLocalListMaxLength is not known
 * @param assumedListLength entries per list where LocalAuthListMaxLength is not known
 * @param longestMessage lines per message at most, whatever a charge point says it takes
 * @param askVersion whether a synchronization asks for the version when it is not known
 * @param fullAfterRefusal whether a Full follows a Differential that was refused
 * @param whenOnline how long a synchronization waits for an absent charge point where the caller
 *     says nothing
 * @param outcomeMargin how long after a call's end an outcome may still come
 * @param automaticRollout whether changes of idTags go out unasked, to lists that are marked
 *     automatic
 * @param rolloutConcurrency connected charge points at a time, over all roll-outs
 * @param stepsAtOnce steps of synchronizations that a replica computes at a time
 */
@ConfigurationProperties("mainspring.local-list")
record LocalListSettings(
        @DefaultValue("100") int assumedMessageLength,
        @DefaultValue("10000") int assumedListLength,
        @DefaultValue("1000") int longestMessage,
        @DefaultValue("true") boolean askVersion,
        @DefaultValue("true") boolean fullAfterRefusal,
        @DefaultValue("24h") Duration whenOnline,
        @DefaultValue("5m") Duration outcomeMargin,
        @DefaultValue("false") boolean automaticRollout,
        @DefaultValue("20") int rolloutConcurrency,
        @DefaultValue("4") int stepsAtOnce) {

    LocalListSettings {
        if (assumedMessageLength < 1
                || assumedListLength < 1
                || longestMessage < 1
                || rolloutConcurrency < 1
                || stepsAtOnce < 1) {
            throw new IllegalArgumentException("lengths and concurrency must be at least 1");
        }
    }
}
